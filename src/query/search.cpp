#include "query/search.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <cmath>

namespace t2v {
namespace {

/// Rows a task scores at least: some 100,000 multiplications, worth a hand-over between threads.
constexpr std::uint32_t kRowsPerTask = 2048;

}  // namespace

std::vector<ScoredRow> best_rows(std::uint32_t rows, std::size_t most, const RowScore& score) {
  const auto scan = [&](const tbb::blocked_range<std::uint32_t>& range, BestRows best) {
    for (std::uint32_t row = range.begin(); row != range.end(); ++row) {
      const std::optional<float> value = score(row);
      if (value && !std::isnan(*value)) best.add({row, *value});
    }
    return best;
  };
  const auto merge = [](BestRows a, const BestRows& b) {
    a.add_all(b);
    return a;
  };
  return tbb::parallel_reduce(tbb::blocked_range<std::uint32_t>(0, rows, kRowsPerTask),
                              BestRows(most), scan, merge)
      .sorted();
}

std::vector<Answer> best_answers(const Vocabulary& vocabulary, const AnswerLimits& limits,
                                 std::span<const std::uint32_t> excluded,
                                 const std::function<float(std::uint32_t id)>& score) {
  const auto best =
      best_rows(vocabulary.size(), limits.top, [&](std::uint32_t id) -> std::optional<float> {
        if (vocabulary.count(id) < limits.min_count) return std::nullopt;
        if (std::find(excluded.begin(), excluded.end(), id) != excluded.end()) return std::nullopt;
        return score(id);
      });
  return answers_of(best, vocabulary);
}

}  // namespace t2v
