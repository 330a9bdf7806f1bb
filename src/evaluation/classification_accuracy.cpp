#include "evaluation/classification_accuracy.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_reduce.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "text/error.h"

namespace t2v {
namespace {

struct Sums {
  std::size_t documents = 0;
  std::size_t right = 0;
  std::size_t majority = 0;
  double loss = 0;
};

/// For each label of the model its place among the classifier's, where it has one.
std::vector<std::optional<std::size_t>> places_of(std::span<const std::uint32_t> labels,
                                                  const EmbeddingModel& model) {
  std::vector<std::optional<std::size_t>> places(model.labels.size());
  for (std::size_t choice = 0; choice < labels.size(); ++choice) places[labels[choice]] = choice;
  return places;
}

void add_document(const std::vector<double>& probabilities, const std::vector<std::size_t>& own,
                  std::size_t most_frequent, Sums& sums) {
  const auto best = static_cast<std::size_t>(
      std::distance(probabilities.begin(), std::ranges::max_element(probabilities)));
  double probability = std::numeric_limits<double>::min();
  for (const std::size_t choice : own) probability += probabilities[choice];
  ++sums.documents;
  sums.right += std::ranges::find(own, best) != own.end();
  sums.majority += std::ranges::find(own, most_frequent) != own.end();
  sums.loss -= std::log(probability);
}

}  // namespace

ClassificationAccuracy measure_classification(const DocumentClassifier& classifier,
                                              const EmbeddingModel& model, const Corpus& corpus,
                                              const LabelLists& labels_of_document) {
  const auto labels = classifier.labels();
  const auto places = places_of(labels, model);
  const auto most_frequent = static_cast<std::size_t>(
      std::distance(labels.begin(), std::ranges::max_element(labels, {}, [&](std::uint32_t label) {
                      return model.labels.count(label);
                    })));
  const auto measure = [&](const oneapi::tbb::blocked_range<std::size_t>& range, Sums sums) {
    for (std::size_t document = range.begin(); document != range.end(); ++document) {
      std::vector<std::size_t> own;
      for (const std::uint32_t label : labels_of_document[document])
        if (places[label]) own.push_back(*places[label]);
      if (own.empty()) continue;
      add_document(classifier.probabilities(corpus.document(document)), own, most_frequent, sums);
    }
    return sums;
  };
  const auto add = [](const Sums& a, const Sums& b) {
    return Sums{a.documents + b.documents, a.right + b.right, a.majority + b.majority,
                a.loss + b.loss};
  };
  constexpr std::size_t kDocumentsATask = 256;
  const Sums sums = oneapi::tbb::parallel_deterministic_reduce(
      oneapi::tbb::blocked_range<std::size_t>(0, corpus.documents(), kDocumentsATask), Sums{},
      measure, add);
  if (sums.documents == 0) {
    throw Error(
        "no held-out document has a label to choose from, expected labels that the model knows");
  }
  const auto documents = static_cast<double>(sums.documents);
  return {sums.documents, static_cast<double>(sums.right) / documents,
          static_cast<double>(sums.majority) / documents, sums.loss / documents};
}

}  // namespace t2v
