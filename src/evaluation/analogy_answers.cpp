#include "evaluation/analogy_answers.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <Eigen/Core>
#include <algorithm>
#include <cstddef>
#include <utility>

#include "query/similarity.h"

namespace t2v {
namespace {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Scores = Eigen::Array<float, 1, Eigen::Dynamic>;
using Index = Eigen::Index;

constexpr float kMultiplyEpsilon = 0.001F;  ///< keeps 3CosMul's divisor above zero
constexpr float kExcluded = -std::numeric_limits<float>::infinity();

/// A block's cosines are to stay in a core's cache (1 MB of them), yet its candidates are not to be
/// so few that a loop over them is all beginning and end.
constexpr std::size_t kCosinesPerBlock = 1 << 18;
constexpr std::size_t kFewestPerBlock = 64;
constexpr std::size_t kMostPerBlock = 1024;

struct Best {
  float score = kExcluded;
  std::uint32_t candidate = kNoAnswer;
};

/// The best answers so far, one a question.
struct BestAnswers {
  std::vector<Best> added;
  std::vector<Best> multiplied;
};

/// Keeps the better of each pair, the earlier candidate where they are equal.
void merge(std::vector<Best>& into, const std::vector<Best>& other) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    const bool better = other[i].score != into[i].score ? other[i].score > into[i].score
                                                        : other[i].candidate < into[i].candidate;
    if (better) into[i] = other[i];
  }
}

std::vector<std::uint32_t> candidates_of(const std::vector<Best>& best) {
  std::vector<std::uint32_t> candidates;
  candidates.reserve(best.size());
  for (const Best& one : best) candidates.push_back(one.candidate);
  return candidates;
}

class AnalogySearch {
 public:
  AnalogySearch(const Matrix& vectors, std::span<const std::uint32_t> candidates,
                std::span<const AnalogyQuestion> questions)
      : vectors_(vectors), candidates_(candidates), questions_(questions) {
    std::vector<std::uint32_t> words;
    for (const AnalogyQuestion& question : questions)
      words.insert(words.end(), {question.a, question.b, question.c});
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());

    const auto number = [&](std::uint32_t word) {
      return static_cast<std::uint32_t>(std::ranges::lower_bound(words, word) - words.begin());
    };
    for (const AnalogyQuestion& question : questions)
      numbered_.push_back({number(question.a), number(question.b), number(question.c)});
    for (std::uint32_t& word : words) word = candidates[word];
    words_ = unit_rows(words);
    per_block_ = std::clamp(kCosinesPerBlock / std::max<std::size_t>(words.size(), 1),
                            kFewestPerBlock, kMostPerBlock);
  }

  std::size_t blocks() const { return (candidates_.size() + per_block_ - 1) / per_block_; }

  /// Runs all questions over the candidates of a block.
  void search(std::size_t block, BestAnswers& best) const {
    const std::size_t begin = block * per_block_;
    const std::size_t count = std::min(per_block_, candidates_.size() - begin);
    const RowMajor cosines = words_ * unit_rows(candidates_.subspan(begin, count)).transpose();
    Scores scores(static_cast<Index>(count));
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      const auto a = cosines.row(numbered_[i].a).array();
      const auto b = cosines.row(numbered_[i].b).array();
      const auto c = cosines.row(numbered_[i].c).array();
      scores = b - a + c;
      keep_best(questions_[i], begin, scores, best.added[i]);
      scores = ((b + 1) * (c + 1)) / ((a + 1) * 2 + 4 * kMultiplyEpsilon);
      keep_best(questions_[i], begin, scores, best.multiplied[i]);
    }
  }

 private:
  /// Rows of the vectors, brought to length 1.
  RowMajor unit_rows(std::span<const std::uint32_t> rows) const {
    RowMajor result(static_cast<Index>(rows.size()), static_cast<Index>(vectors_.dim()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::ranges::copy(unit_vector(vectors_.vector(rows[i])),
                        result.row(static_cast<Index>(i)).data());
    }
    return result;
  }

  /// `scores` are those of the candidates from `begin` on.
  static void keep_best(const AnalogyQuestion& question, std::size_t begin, Scores& scores,
                        Best& best) {
    for (const std::size_t word : {question.a, question.b, question.c}) {
      if (word >= begin && word - begin < static_cast<std::size_t>(scores.size()))
        scores[static_cast<Index>(word - begin)] = kExcluded;
    }
    const float highest = scores.maxCoeff();
    if (!(highest > best.score)) return;
    const float* const found = std::find(scores.data(), scores.data() + scores.size(), highest);
    const auto place = static_cast<std::size_t>(found - scores.data());
    best = {highest, static_cast<std::uint32_t>(begin + place)};
  }

  const Matrix& vectors_;
  std::span<const std::uint32_t> candidates_;
  std::span<const AnalogyQuestion> questions_;  ///< positions in candidates_
  std::vector<AnalogyQuestion> numbered_;       ///< the same questions as rows of words_
  RowMajor words_;                              ///< [words in questions, dim], length 1
  std::size_t per_block_ = 0;                   ///< candidates
};

}  // namespace

AnalogyAnswers answer_analogies(const Matrix& vectors, std::span<const std::uint32_t> candidates,
                                std::span<const AnalogyQuestion> questions) {
  const AnalogySearch analogies(vectors, candidates, questions);
  const BestAnswers none{std::vector<Best>(questions.size()), std::vector<Best>(questions.size())};
  const auto scan = [&](const tbb::blocked_range<std::size_t>& range, BestAnswers best) {
    for (std::size_t block = range.begin(); block != range.end(); ++block)
      analogies.search(block, best);
    return best;
  };
  const auto join = [](BestAnswers left, const BestAnswers& right) {
    merge(left.added, right.added);
    merge(left.multiplied, right.multiplied);
    return left;
  };
  const BestAnswers best = tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, analogies.blocks()), none, scan, join);
  return {candidates_of(best.added), candidates_of(best.multiplied)};
}

}  // namespace t2v
