#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace t2v {

/// One line of the answer to a query.
struct Answer {
  std::uint32_t id = 0;  ///< of the word, or of the label where labels are asked for
  std::string key;
  double score = 0;
  std::uint64_t count = 0;  ///< occurrences of the word, or documents with the label
};

/// Which answers a query gives.
struct AnswerLimits {
  std::size_t top = 10;         ///< at most this many, best first
  std::uint64_t min_count = 0;  ///< rarer answers are hidden
};

}  // namespace t2v
