#include "classifier/cross_validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "embedding/random.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Folds that differ in size by one document at most.
std::vector<std::uint32_t> deal(std::size_t documents, unsigned folds, std::uint64_t seed) {
  std::vector<std::uint32_t> fold(documents);
  for (std::size_t i = 0; i < documents; ++i) fold[i] = static_cast<std::uint32_t>(i % folds);
  Random random(seed, 0);
  for (std::size_t i = documents; i > 1; --i)
    std::swap(fold[i - 1], fold[random.below(static_cast<std::uint32_t>(i))]);
  return fold;
}

CnnCorpus part_of(const CnnCorpus& corpus, std::span<const std::uint32_t> documents) {
  CnnCorpus part;
  part.offsets.push_back(0);
  for (const std::uint32_t document : documents) {
    const auto rows = corpus.document(document);
    part.rows.insert(part.rows.end(), rows.begin(), rows.end());
    part.offsets.push_back(part.rows.size());
    part.labels.append(corpus.labels[document]);
  }
  return part;
}

}  // namespace

CrossValidation cross_validate(const TextCnn& initial, const CnnCorpus& corpus, bool multi_label,
                               unsigned folds, const CnnTrainingOptions& options,
                               const CnnProgressReport& progress, const FoldReport& fold_report) {
  const std::size_t documents = corpus.documents();
  if (folds < 2 || folds > documents) {
    throw Error(
        fmt::format("folds is {}, expected at least 2 and at most the documents, which are {}",
                    folds, documents));
  }
  const std::size_t labels = initial.shape.labels;
  CrossValidation result{folds, deal(documents, folds, options.seed),
                         std::vector<double>(documents * labels)};
  for (unsigned fold = 0; fold < folds; ++fold) {
    std::vector<std::uint32_t> inside;
    std::vector<std::uint32_t> outside;
    for (std::uint32_t document = 0; document < documents; ++document)
      (result.fold_of_document[document] == fold ? inside : outside).push_back(document);
    const TextCnn network =
        train_cnn(initial, part_of(corpus, outside), multi_label, options, progress).network;
    const std::vector<double> judged = predict_cnn(network, corpus, multi_label, inside);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      std::copy_n(judged.begin() + static_cast<std::ptrdiff_t>(i * labels), labels,
                  result.probabilities.begin() + static_cast<std::ptrdiff_t>(inside[i] * labels));
    }
    if (fold_report) fold_report(fold, network, inside);
  }
  return result;
}

}  // namespace t2v
