#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/answer.h"
#include "query/best_rows.h"
#include "text/vocabulary.h"

namespace t2v {

/// The score of a row; none: the row is no answer. Called from several threads at once.
using RowScore = std::function<std::optional<float>(std::uint32_t row)>;

/// The `most` best of rows 0 to `rows` - 1, best first, equals by row number; so the answer does
/// not depend on the number of threads. One pass, without sorting all: O(rows log most).
std::vector<ScoredRow> best_rows(std::uint32_t rows, std::size_t most, const RowScore& score);

/// Rows as answers, with the keys and counts of `keys`: a Vocabulary, or the KeyList of a model.
template <typename Keys>
std::vector<Answer> answers_of(std::span<const ScoredRow> rows, const Keys& keys) {
  std::vector<Answer> answers;
  answers.reserve(rows.size());
  for (const auto& [id, score] : rows) {
    answers.push_back({id, std::string(keys.key(id)), score, keys.count(id)});
  }
  return answers;
}

/// best_rows over the keys of a vocabulary within `limits`, `excluded` ids left out.
std::vector<Answer> best_answers(const Vocabulary& vocabulary, const AnswerLimits& limits,
                                 std::span<const std::uint32_t> excluded,
                                 const std::function<float(std::uint32_t id)>& score);

}  // namespace t2v
