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
/// hot ones, the first 256th of the table, do in every round; those behind them, in tiers that are
/// twice as large as all before, the more seldom the farther behind they stand. By Zipf's law a
/// word is met as its rank^-1, but as noise as rank^-3/4, and frequent ones are thinned out. So
/// tier k takes part in every 2^(3k/4)-th round, and a round has about a 25th of the rows.
class ExchangeTurns {
 public:
  static constexpr std::size_t kHotShare = 256;

  explicit ExchangeTurns(std::size_t rows);

  /// Ranges of all rounds.
  std::size_t clocks() const { return clocks_; }

  std::vector<RowRange> of_round(std::uint64_t round) const;
  std::vector<RowRange> all() const;

 private:
  /// Rows whose turn comes once in so many rounds, a slice of them in each.
  struct Tier {
    std::size_t begin;
    std::size_t end;
    std::size_t slices;
    std::size_t first_clock;

    RowRange slice(std::size_t number) const;
  };

  void add_tier(std::size_t begin, std::size_t end, std::size_t slices);

  std::vector<Tier> tiers_;
  std::size_t clocks_ = 0;
};

}  // namespace t2v
