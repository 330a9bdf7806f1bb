#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// A stretch of rows that take part in an exchange together.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t clock = 0;  ///< numbers the ranges of all rounds: when they took part last
};

/// Which rows of a table of words, most frequent first, take part in which round of exchanging. The
/// hot ones, the first 256th of the table, do in every round; as many again behind them in every
/// second; the next, twice as many, in every fourth, and so on. By Zipf's law a word that stands
/// twice as far behind is met half as often, so all rows are exchanged after about as many steps of
/// their own, and a round has rows / 51 rows.
class ExchangeTurns {
 public:
  static constexpr std::size_t kHotShare = 256;

  explicit ExchangeTurns(std::size_t rows);

  /// Ranges of all rounds.
  std::size_t clocks() const { return (std::size_t{2} << tiers_) - 1; }

  std::vector<RowRange> of_round(std::uint64_t round) const;
  std::vector<RowRange> all() const;

 private:
  RowRange range(unsigned tier, std::size_t slice) const;

  std::size_t rows_;
  std::size_t hot_;
  unsigned tiers_ = 0;  ///< behind the hot rows; tier k has slices for 2^k rounds
};

}  // namespace t2v
