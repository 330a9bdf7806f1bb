#include "query/approximate_search.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstddef>

namespace t2v {
namespace {

/// Candidates beyond which looking at all rows is faster.
constexpr std::size_t kMostCandidates = 4096;

std::vector<Answer> answer(const NeighborIndex& index, const KeyList& words,
                           const VectorTable& rows, const WordQuestion& question,
                           const AnswerLimits& limits) {
  constexpr std::size_t kGrowth = 4;
  for (std::size_t count = limits.top + question.excluded.size();
       count <= std::min(kMostCandidates, rows.rows()); count *= kGrowth) {
    const auto candidates = index.nearest(question.score->left_sides().front(), count);
    auto answers = best_among(candidates, words, rows, question, limits);
    if (answers.size() == limits.top) return answers;
  }
  return best_words(words, rows, {&question, 1}, limits).front();
}

}  // namespace

std::vector<std::vector<Answer>> approximately_best_words(const NeighborIndex& index,
                                                          const KeyList& words,
                                                          const VectorTable& rows,
                                                          std::span<const WordQuestion> questions,
                                                          const AnswerLimits& limits) {
  std::vector<std::vector<Answer>> answers(questions.size());
  tbb::parallel_for(std::size_t{0}, questions.size(), [&](std::size_t i) {
    answers[i] = answer(index, words, rows, questions[i], limits);
  });
  return answers;
}

}  // namespace t2v
