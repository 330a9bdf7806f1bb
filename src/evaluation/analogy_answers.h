#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "embedding/matrix.h"

namespace t2v {

/// a is to b as c is to what? Positions in a list of candidates.
struct AnalogyQuestion {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

/// The answer where there is no candidate but a, b and c.
inline constexpr std::uint32_t kNoAnswer = std::numeric_limits<std::uint32_t>::max();

/// For each question the position of the best candidate but a, b and c, by each of the scores that
/// word_analogies.h explains; of equally good ones the first.
struct AnalogyAnswers {
  std::vector<std::uint32_t> added;       ///< 3CosAdd
  std::vector<std::uint32_t> multiplied;  ///< 3CosMul
};

/// Answers many questions at once. Both scores are made of the cosines of the candidates with the
/// words that stand in questions, which are far fewer than the questions (905 in Google's 19,544
/// analogies). So these cosines are taken as one matrix product, a block of candidates at a time,
/// and the questions run over a block's cosines while they are in the cache.
/// @param vectors [words, dim]
/// @param candidates rows of `vectors`
AnalogyAnswers answer_analogies(const Matrix& vectors, std::span<const std::uint32_t> candidates,
                                std::span<const AnalogyQuestion> questions);

}  // namespace t2v
