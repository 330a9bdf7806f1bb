#include "attribution/method_comparison.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "attribution/winning_windows.h"
#include "embedding/random.h"

namespace t2v {
namespace {

constexpr std::size_t kFigures = 2 * kBins.size() + 2;  ///< of a document: bins, then AOPCs

/// Documents are scored again and again for as long, so that the time is worth reading.
constexpr double kLeastSeconds = 0.25;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// |delta| and |sum| over documents.
struct Completeness {
  double missed = 0;
  double promised = 0;
};

Completeness completeness_of(const Attribution& attribution) {
  if (!attribution.delta) return {};
  return {std::abs(*attribution.delta), std::abs(sum_of(attribution))};
}

std::optional<double> completeness_error(std::span<const Completeness> documents) {
  Completeness total;
  for (const Completeness& document : documents) {
    total.missed += document.missed;
    total.promised += document.promised;
  }
  if (total.promised == 0) return std::nullopt;
  return total.missed / total.promised;
}

/// The figures of a document, as kFigures says.
void write_figures(const Faithfulness& faithfulness, std::span<double> figures) {
  const auto sufficiency = std::copy(faithfulness.comprehensiveness.begin(),
                                     faithfulness.comprehensiveness.end(), figures.begin());
  const auto aopc =
      std::copy(faithfulness.sufficiency.begin(), faithfulness.sufficiency.end(), sufficiency);
  aopc[0] = mean_of(faithfulness.comprehensiveness);
  aopc[1] = mean_of(faithfulness.sufficiency);
}

MethodFaithfulness summary(std::span<const Estimate> figures) {
  MethodFaithfulness result;
  const auto sufficiency = figures.begin() + kBins.size();
  std::copy_n(figures.begin(), kBins.size(), result.comprehensiveness.begin());
  std::copy_n(sufficiency, kBins.size(), result.sufficiency.begin());
  result.aopc_comprehensiveness = figures[2 * kBins.size()];
  result.aopc_sufficiency = figures[2 * kBins.size() + 1];
  return result;
}

}  // namespace

MethodScores score_documents(const Classifier& classifier,
                             std::span<const JudgedDocument> documents, const Method& method,
                             const MethodOptions& options, OutputKind output) {
  MethodScores result{std::string(method.name), {}, std::nullopt, 0};
  result.scores.resize(documents.size());
  std::vector<Completeness> completeness(documents.size());
  const auto score = [&](std::size_t i) {
    const ForwardPass pass = classifier.forward(documents[i].rows);
    Attribution attribution =
        method.attribute(classifier, pass, {documents[i].label, output}, options);
    completeness[i] = completeness_of(attribution);
    result.scores[i] = std::move(attribution.scores);
  };
  const auto begin = std::chrono::steady_clock::now();
  std::chrono::duration<double> passed{};
  int times = 0;
  do {
    tbb::parallel_for(std::size_t{0}, documents.size(), score);
    passed = std::chrono::steady_clock::now() - begin;
    ++times;
  } while (passed.count() < kLeastSeconds);
  result.seconds = passed.count() / times;
  result.completeness_error = completeness_error(completeness);
  return result;
}

MethodScores random_scores(std::span<const JudgedDocument> documents, std::uint64_t seed) {
  MethodScores result{"random", {}, std::nullopt, 0};
  for (const JudgedDocument& document : documents) {
    Random random(~seed, document.number);  // not the draws of the bootstrap
    std::vector<double> scores(document.rows.size());
    for (double& score : scores) score = random.uniform();
    result.scores.push_back(std::move(scores));
  }
  return result;
}

MethodFaithfulness judge(const Classifier& classifier, std::span<const JudgedDocument> documents,
                         const MethodScores& scores, Removal removal, std::uint64_t seed) {
  std::vector<double> figures(documents.size() * kFigures);
  tbb::parallel_for(std::size_t{0}, documents.size(), [&](std::size_t i) {
    const auto ranking = rank_words(scores.scores[i]);
    write_figures(
        measure_faithfulness(classifier, documents[i].rows, documents[i].label, ranking, removal),
        std::span(figures).subspan(i * kFigures, kFigures));
  });
  return summary(bootstrap_means(figures, kFigures, seed));
}

std::vector<std::size_t> draw_sample(std::size_t size, std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  if (count >= size) return numbers;
  Random random(seed);
  for (std::size_t i = 0; i < count; ++i)  // Fisher and Yates, broken off
    std::swap(numbers[i], numbers[i + random() % (size - i)]);
  numbers.resize(count);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace t2v
