#include "query/document_classifier.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "embedding/objective.h"
#include "model/missing_parts.h"
#include "model/training_record.h"
#include "text/error.h"

namespace t2v {
namespace {

/// What label vectors are multiplied by before they meet output vectors.
float scale_of_labels(const EmbeddingModel& model) {
  const TrainingOptions options = recorded_training_options(model.options_json);
  return options.objective == Objective::kJoint ? static_cast<float>(options.label_weight) : 1.0F;
}

double product(std::span<const float> a, std::span<const float> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// What the evidence of each of `words` words counts.
double evidence_scale(std::size_t words) {
  return DocumentClassifier::kEvidence / std::sqrt(static_cast<double>(words));
}

/// Those of `labels` that documents carry, or all where no document carries any.
std::vector<std::uint32_t> carried(std::vector<std::uint32_t> labels, const Vocabulary& names) {
  const auto is_carried = [&](std::uint32_t label) { return names.count(label) > 0; };
  if (std::ranges::any_of(labels, is_carried))
    std::erase_if(labels, [&](std::uint32_t label) { return !is_carried(label); });
  return labels;
}

void normalize_logarithms(std::vector<double>& logarithms) {
  const double largest = std::ranges::max(logarithms);
  double sum = 0;
  for (double& value : logarithms) sum += value = std::exp(value - largest);
  for (double& value : logarithms) value /= sum;
}

}  // namespace

DocumentClassifier::DocumentClassifier(const EmbeddingModel& model,
                                       std::vector<std::uint32_t> labels)
    : model_(model),
      labels_(carried(std::move(labels), model.labels)),
      vectors_(labels_.size(), model.vectors.label_input.dim()),
      mean_vector_(model.vectors.label_input.dim()) {
  require_output_vectors(model);
  if (labels_.empty()) throw Error("no labels to choose from, expected a model trained with some");
  const float scale = scale_of_labels(model);
  for (std::size_t choice = 0; choice < labels_.size(); ++choice) {
    const auto vector = model.vectors.label_input.vector(labels_[choice]);
    for (std::size_t i = 0; i < vector.size(); ++i) {
      vectors_.row(choice)[i] = scale * vector[i];
      mean_vector_[i] += scale * vector[i] / static_cast<float>(labels_.size());
    }
    const auto documents = static_cast<double>(model.labels.count(labels_[choice]));
    priors_.push_back(documents > 0 ? std::log(documents) : 0);
  }
}

std::vector<double> DocumentClassifier::probabilities(std::span<const std::uint32_t> words) const {
  std::vector<float> sum(vectors_.dim());
  for (const std::uint32_t word : words) {
    const auto output = model_.vectors.word_output.vector(word);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += output[i];
  }
  const double scale = words.empty() ? 0 : evidence_scale(words.size());
  std::vector<double> scores(priors_);
  for (std::size_t choice = 0; choice < scores.size(); ++choice)
    scores[choice] += scale * product(vectors_.vector(choice), sum);
  normalize_logarithms(scores);
  return scores;
}

std::vector<WordEvidence> DocumentClassifier::evidence(std::span<const std::uint32_t> words,
                                                       std::size_t choice, std::size_t most) const {
  std::vector<float> direction(mean_vector_.size());
  for (std::size_t i = 0; i < direction.size(); ++i)
    direction[i] = vectors_.row(choice)[i] - mean_vector_[i];
  std::map<std::uint32_t, double> sums;
  for (const std::uint32_t word : words) {
    sums[word] +=
        evidence_scale(words.size()) * product(direction, model_.vectors.word_output.vector(word));
  }
  std::vector<WordEvidence> speaking;
  for (const auto& [word, evidence] : sums)
    if (evidence > 0) speaking.push_back({word, evidence});
  std::ranges::stable_sort(speaking, std::greater{}, &WordEvidence::evidence);
  speaking.resize(std::min(speaking.size(), most));
  return speaking;
}

}  // namespace t2v
