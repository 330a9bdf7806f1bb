#include "evaluation/heldout_loss.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "embedding/inner_product.h"
#include "embedding/random.h"
#include "embedding/subsampling.h"
#include "embedding/training_examples.h"
#include "model/missing_parts.h"
#include "model/training_record.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Documents a task takes: enough that handing over costs nothing.
constexpr std::size_t kDocumentsPerTask = 256;

/// -log s(x) for a word that is there, -log s(-x) for noise.
double loss_of(double logit, bool noise) {
  const double x = noise ? logit : -logit;
  return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}

void normalize_to_one(std::vector<double>& shares) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
}

/// The share of each word of the tokens that training meets.
std::vector<double> shares_of_words(const Vocabulary& words, const TrainingOptions& options) {
  const Subsampling subsampling(words, options.subsample);
  std::vector<double> shares(words.size());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const auto count = static_cast<double>(std::max<std::uint64_t>(words.count(word), 1));
    shares[word] = count * subsampling.keep_probability(word);
  }
  normalize_to_one(shares);
  return shares;
}

/// log p(word) - log k q(word), as the header says: the logit of a word that nothing predicts.
std::vector<double> prior_logits(const Vocabulary& words, const TrainingOptions& options) {
  const std::vector<double> seen = shares_of_words(words, options);
  std::vector<double> noise(words.size());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const auto count = static_cast<double>(std::max<std::uint64_t>(words.count(word), 1));
    noise[word] = std::pow(count, options.sampling_exponent);
  }
  normalize_to_one(noise);
  std::vector<double> logits(words.size());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    logits[word] = std::log(seen[word] / (options.negative * noise[word]));
  }
  return logits;
}

/// What stands for a context word in the joint objective where it is not known: the mean of the
/// word vectors, each as often as training met it. Zeros in the independent objective, where labels
/// predict without words.
Matrix unknown_word(const EmbeddingModel& model, const TrainingOptions& options) {
  Matrix mean(1, model.vectors.word_input.dim());
  if (options.objective != Objective::kJoint) return mean;
  const std::vector<double> shares = shares_of_words(model.words, options);
  std::vector<double> sum(mean.dim(), 0);
  for (std::uint32_t word = 0; word < model.words.size(); ++word) {
    const auto vector = model.vectors.word_input.vector(word);
    for (std::size_t i = 0; i < vector.size(); ++i) sum[i] += shares[word] * vector[i];
  }
  std::ranges::transform(sum, mean.row(0), [](double value) { return static_cast<float>(value); });
  return mean;
}

/// What stands for the labels of a document in the joint objective where they are not known: lambda
/// times the mean of the label vectors, each as often as training met it. Zeros in the independent
/// objective, where words predict without them.
Matrix unknown_labels(const EmbeddingModel& model, const TrainingOptions& options) {
  Matrix mean(1, model.vectors.word_input.dim());
  const auto documents = static_cast<double>(model.labels.total_count());
  if (options.objective != Objective::kJoint || documents == 0) return mean;
  for (std::uint32_t label = 0; label < model.labels.size(); ++label) {
    const double share =
        options.label_weight * static_cast<double>(model.labels.count(label)) / documents;
    const auto vector = model.vectors.label_input.vector(label);
    for (std::size_t i = 0; i < vector.size(); ++i)
      mean.row(0)[i] += static_cast<float>(share * vector[i]);
  }
  return mean;
}

/// What all documents share.
class Scorer {
 public:
  Scorer(const EmbeddingModel& model, const TrainingOptions& options, const ExampleSampler& sampler,
         std::uint64_t seed)
      : vectors_(model.vectors),
        options_(options),
        sampler_(sampler),
        prior_logits_(prior_logits(model.words, options)),
        unknown_word_(unknown_word(model, options)),
        unknown_labels_(unknown_labels(model, options)),
        seed_(seed) {}

  HeldoutLoss score(std::size_t document, std::span<const std::uint32_t> tokens,
                    std::span<const std::uint32_t> labels) const {
    HeldoutLoss loss;
    loss.documents = 1;
    loss.labelled_documents = labels.empty() ? 0 : 1;
    SegmentExamples examples;
    Random random(seed_, document);
    sampler_.draw(tokens, random, examples);
    for (std::size_t position = 0; position < examples.words.size(); ++position) {
      add_centre_word(examples, position, labels, loss);
    }
    return loss;
  }

 private:
  /// What labels say of a centre word and its noise words.
  struct LabelOpinion {
    double loss = 0;             ///< of the labels alone
    std::vector<double> logits;  ///< to be added to a context word's, one an output
  };

  void add_centre_word(const SegmentExamples& examples, std::size_t position,
                       std::span<const std::uint32_t> labels, HeldoutLoss& loss) const {
    std::vector<std::uint32_t> outputs{examples.words[position]};
    for (const std::uint32_t noise : examples.noise_of(position)) {
      if (noise != examples.words[position]) outputs.push_back(noise);
    }
    LabelOpinion opinion;
    if (!labels.empty()) opinion = opinion_of(labels, outputs);
    std::vector<double> without_labels;  // to be added to a context word's logits
    without_labels.reserve(outputs.size());
    for (const std::uint32_t output : outputs)
      without_labels.push_back(logit_of(unknown_labels_.row(0), output));
    const std::size_t end = examples.window_end(position);
    for (std::size_t other = examples.window_begin(position); other < end; ++other) {
      if (other == position) continue;
      const float* const row = vectors_.word_input.row(examples.words[other]);
      double alone = 0;
      double with_labels = 0;
      for (std::size_t k = 0; k < outputs.size(); ++k) {
        const double logit = logit_of(row, outputs[k]);
        alone += loss_of(logit + without_labels[k], k > 0);
        if (!labels.empty()) with_labels += loss_of(logit + opinion.logits[k], k > 0);
      }
      loss.words.add({alone, 1});
      if (labels.empty()) continue;
      loss.labelled_words.add({alone, 1});
      loss.labels.add({opinion.loss, 1});
      loss.both.add({with_labels, 1});
    }
  }

  LabelOpinion opinion_of(std::span<const std::uint32_t> labels,
                          std::span<const std::uint32_t> outputs) const {
    const bool joint = options_.objective == Objective::kJoint;
    const double share = 1.0 / static_cast<double>(labels.size());
    LabelOpinion opinion;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      double mean = 0;
      for (const std::uint32_t label : labels) {
        const double logit = logit_of(vectors_.label_input.row(label), outputs[k]);
        mean += share * logit;
        if (!joint) opinion.loss += share * loss_of(logit, k > 0);
      }
      if (joint) {
        const double without_word = logit_of(unknown_word_.row(0), outputs[k]);
        opinion.loss += loss_of(without_word + options_.label_weight * mean, k > 0);
      }
      opinion.logits.push_back(joint ? options_.label_weight * mean
                                     : mean - prior_logits_[outputs[k]]);
    }
    return opinion;
  }

  double logit_of(const float* input, std::uint32_t output) const {
    return inner_product(input, vectors_.word_output.row(output), vectors_.word_output.stride());
  }

  const Embedding& vectors_;
  const TrainingOptions& options_;
  const ExampleSampler& sampler_;
  const std::vector<double> prior_logits_;
  const Matrix unknown_word_;    ///< [1, dim]
  const Matrix unknown_labels_;  ///< [1, dim]
  const std::uint64_t seed_;
};

}  // namespace

void HeldoutLoss::add(const HeldoutLoss& other) {
  words.add(other.words);
  labelled_words.add(other.labelled_words);
  labels.add(other.labels);
  both.add(other.both);
  documents += other.documents;
  labelled_documents += other.labelled_documents;
}

KnownLabels known_labels(const LabelSet& labels, const EmbeddingModel& model) {
  KnownLabels known;
  for (const Vocabulary::Entry& entry : labels.names.entries()) {
    if (!model.labels.id(entry.key)) known.unknown.push_back(entry.key);
  }
  std::vector<std::uint32_t> ids;
  for (std::size_t document = 0; document < labels.of_document.size(); ++document) {
    ids.clear();
    for (const std::uint32_t label : labels.of_document[document]) {
      if (const auto id = model.labels.id(labels.names.key(label))) ids.push_back(*id);
    }
    known.of_document.append(ids);
  }
  return known;
}

HeldoutLoss heldout_loss(const EmbeddingModel& model, const Corpus& corpus,
                         const LabelLists& labels_of_document, std::uint64_t seed) {
  require_output_vectors(model);
  const TrainingOptions options = recorded_training_options(model.options_json);
  const ExampleSampler sampler(model.words, options);
  const Scorer scorer(model, options, sampler, seed);
  const auto scan = [&](const tbb::blocked_range<std::size_t>& range, HeldoutLoss loss) {
    for (std::size_t document = range.begin(); document != range.end(); ++document) {
      std::span<const std::uint32_t> labels;
      if (!labels_of_document.empty()) labels = labels_of_document[document];
      loss.add(scorer.score(document, corpus.document(document), labels));
    }
    return loss;
  };
  const auto merge = [](HeldoutLoss a, const HeldoutLoss& b) {
    a.add(b);
    return a;
  };
  // Deterministic: floating-point sums must not depend on who finished first.
  const HeldoutLoss loss = tbb::parallel_deterministic_reduce(
      tbb::blocked_range<std::size_t>(0, corpus.documents(), kDocumentsPerTask), HeldoutLoss(),
      scan, merge);
  if (loss.words.pairs == 0) {
    throw Error(
        "held-out documents have no two neighbouring words of the model, expected text that the "
        "model's tokenizer cuts into words it knows");
  }
  return loss;
}

}  // namespace t2v
