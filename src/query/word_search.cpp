#include "query/word_search.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "query/row_similarities.h"
#include "query/search.h"
#include "query/similarity.h"

namespace t2v {
namespace {

/// Left sides that meet the rows in one pass: enough that rows from memory are no bottleneck, few
/// enough to stay in the cache beside a block of rows.
constexpr std::size_t kLeftSidesAtOnce = 64;

/// Whether a word may be an answer at all, whatever its score.
bool may_answer(std::uint32_t word, const KeyList& words, const WordQuestion& question,
                const AnswerLimits& limits) {
  if (limits.min_count > 0 && words.count(word) < limits.min_count) return false;
  return std::ranges::find(question.excluded, word) == question.excluded.end();
}

void add_if_scored(std::uint32_t word, const WordQuestion& question,
                   std::span<const float> similarities, BestRows& best) {
  const auto score = question.score->score(word, similarities, best.least());
  if (score && !std::isnan(*score)) best.add({word, *score});
}

/// Questions that share a pass over the rows.
class Pass {
 public:
  Pass(const KeyList& words, const VectorTable& rows, std::span<const WordQuestion> questions,
       const AnswerLimits& limits)
      : words_(words), rows_(rows), questions_(questions), limits_(limits), threads_([this] {
          return Thread(questions_.size(), left_side_count_, limits_.top);
        }) {
    for (const WordQuestion& question : questions) {
      for (const std::vector<float>& left_side : question.score->left_sides()) {
        left_sides_.insert(left_sides_.end(), left_side.begin(), left_side.end());
        ++left_side_count_;
      }
    }
  }

  std::vector<BestRows> run() {
    tbb::parallel_for(std::size_t{0}, rows_.blocks(), [&](std::size_t block) {
      Thread& thread = threads_.local();
      BlockScan scan(rows_, block);
      for (std::size_t done = 0; done < scan.rows(); done += kRowsAtOnce) {
        const std::size_t count = std::min(kRowsAtOnce, scan.rows() - done);
        row_similarities(left_sides_.data(), left_side_count_, rows_.dim(), scan.next(count),
                         rows_.stride(), count, thread.similarities.data());
        judge(scan.first_row() + static_cast<std::uint32_t>(done), count, thread);
      }
      scan.finish();
    });
    std::vector<BestRows> best(questions_.size(), BestRows(limits_.top));
    for (const Thread& thread : threads_) {
      for (std::size_t i = 0; i < best.size(); ++i) best[i].add_all(thread.best[i]);
    }
    return best;
  }

 private:
  struct Thread {
    Thread(std::size_t questions, std::size_t left_sides, std::size_t top)
        : best(questions, BestRows(top)), similarities(left_sides * kRowsAtOnce) {}
    std::vector<BestRows> best;
    std::vector<float> similarities;  ///< [left sides, kRowsAtOnce]
    std::vector<float> of_row;        ///< [left sides of a question]
  };

  /// Offers rows, whose similarities are there, to all questions.
  void judge(std::uint32_t first_row, std::size_t count, Thread& thread) const {
    const float* similarities = thread.similarities.data();
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const WordScore& score = *questions_[i].score;
      BestRows& best = thread.best[i];
      std::uint32_t rows = not_less(similarities, score.least_similarity(best.least()));
      if (count < kRowsAtOnce) rows &= (std::uint32_t{1} << count) - 1;
      for (; rows != 0; rows &= rows - 1) {
        const int place = std::countr_zero(rows);
        offer(first_row + static_cast<std::uint32_t>(place), similarities + place, i, thread);
      }
      similarities += score.left_sides().size() * kRowsAtOnce;
    }
  }

  void offer(std::uint32_t word, const float* similarities, std::size_t question,
             Thread& thread) const {
    const WordQuestion& asked = questions_[question];
    if (!may_answer(word, words_, asked, limits_)) return;
    thread.of_row.resize(asked.score->left_sides().size());
    for (float& similarity : thread.of_row) {
      similarity = *similarities;
      similarities += kRowsAtOnce;
    }
    add_if_scored(word, asked, thread.of_row, thread.best[question]);
  }

  const KeyList& words_;
  const VectorTable& rows_;
  std::span<const WordQuestion> questions_;
  AnswerLimits limits_;
  std::vector<float> left_sides_;  ///< [left_side_count_, dim], question after question
  std::size_t left_side_count_ = 0;
  tbb::enumerable_thread_specific<Thread> threads_;
};

/// How many of the questions go into a pass: those whose left sides are kLeftSidesAtOnce together,
/// and at least one.
std::size_t questions_of_a_pass(std::span<const WordQuestion> questions) {
  std::size_t count = 0;
  std::size_t left_sides = 0;
  while (count < questions.size()) {
    left_sides += questions[count].score->left_sides().size();
    if (count > 0 && left_sides > kLeftSidesAtOnce) break;
    ++count;
  }
  return count;
}

}  // namespace

std::vector<std::vector<Answer>> best_words(const KeyList& words, const VectorTable& rows,
                                            std::span<const WordQuestion> questions,
                                            const AnswerLimits& limits) {
  std::vector<std::vector<Answer>> answers;
  answers.reserve(questions.size());
  while (!questions.empty()) {
    const std::size_t count = questions_of_a_pass(questions);
    for (BestRows& best : Pass(words, rows, questions.first(count), limits).run()) {
      answers.push_back(answers_of(std::move(best).sorted(), words));
    }
    questions = questions.subspan(count);
  }
  return answers;
}

std::vector<Answer> best_among(std::span<const std::uint32_t> candidates, const KeyList& words,
                               const VectorTable& rows, const WordQuestion& question,
                               const AnswerLimits& limits) {
  std::vector<RowSimilarity> similarity;
  for (const auto& left_side : question.score->left_sides())
    similarity.emplace_back(rows, left_side);
  std::vector<float> similarities(similarity.size());
  BestRows best(limits.top);
  for (const std::uint32_t word : candidates) {
    if (!may_answer(word, words, question, limits)) continue;
    for (std::size_t i = 0; i < similarity.size(); ++i) similarities[i] = similarity[i](word);
    add_if_scored(word, question, similarities, best);
  }
  return answers_of(std::move(best).sorted(), words);
}

}  // namespace t2v
