#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// A stretch of rows.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Which rows of a table of words, most frequent first, take part in which exchange: the hot ones,
/// the first kSlices-th part of the table, in every one, a slice of the rest in turn. By Zipf's law
/// the hot ones are met at most tokens, and as many others go along.
class ExchangeTurns {
 public:
  static constexpr std::size_t kSlices = 16;

  explicit ExchangeTurns(std::size_t rows) : rows_(rows), hot_((rows + kSlices - 1) / kSlices) {}

  std::size_t hot() const { return hot_; }

  /// The rows of a slice.
  RowRange slice(std::size_t slice) const {
    const std::size_t rest = rows_ - hot_;
    return {hot_ + rest * slice / kSlices, hot_ + rest * (slice + 1) / kSlices};
  }

 private:
  std::size_t rows_;
  std::size_t hot_;
};

}  // namespace t2v
