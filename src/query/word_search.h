#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/key_list.h"
#include "model/vector_table.h"
#include "query/answer.h"
#include "query/best_rows.h"

namespace t2v {

/// How the similarities of a word's vector to some vectors, the left sides, become its score.
class WordScore {
 public:
  virtual ~WordScore() = default;

  /// At least one, of the vectors' dim; similarities are as RowSimilarity has them.
  const std::vector<std::vector<float>>& left_sides() const { return left_sides_; }

  /// Words whose similarity to the first left side is less cannot reach a score of `least`.
  virtual float least_similarity(float least) const = 0;

  /// @param similarities to the left sides
  /// @returns none where the score is surely less than `least`; it need not be computed then
  virtual std::optional<float> score(std::uint32_t word, std::span<const float> similarities,
                                     float least) const = 0;

 protected:
  explicit WordScore(std::vector<std::vector<float>> left_sides)
      : left_sides_(std::move(left_sides)) {}

 private:
  std::vector<std::vector<float>> left_sides_;
};

/// A question that words are the answers to.
struct WordQuestion {
  std::unique_ptr<const WordScore> score;
  std::vector<std::uint32_t> excluded;  ///< ids of words that are no answers
};

/// The best words for each question within `limits`, best first, equals by id. All questions are
/// asked in one pass over `rows` ([words, dim]), or a few where they are many: products of
/// matrices, block by block, on all threads. An answer does not depend on their number, nor on the
/// questions beside it.
/// @throws Error where rows or words are damaged
std::vector<std::vector<Answer>> best_words(const KeyList& words, const VectorTable& rows,
                                            std::span<const WordQuestion> questions,
                                            const AnswerLimits& limits);

/// The same among some words only: those ids in `candidates`.
std::vector<Answer> best_among(std::span<const std::uint32_t> candidates, const KeyList& words,
                               const VectorTable& rows, const WordQuestion& question,
                               const AnswerLimits& limits);

}  // namespace t2v
