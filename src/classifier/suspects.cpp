#include "classifier/suspects.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "classifier/pretrained_embedding.h"
#include "classifier/probability.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Nearer to 0 and 1 a probability says no more.
constexpr double kLeastProbability = 1e-7;

constexpr unsigned kMostFolds = 100;
constexpr unsigned kMostRepeats = 100;

/// Adds log-probabilities, or log-odds, divided by `repeats`.
void add_scores(const CrossValidation& validation, bool multi_label, unsigned repeats,
                std::vector<double>& scores) {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double p =
        std::clamp(validation.probabilities[i], kLeastProbability, 1 - kLeastProbability);
    scores[i] += (multi_label ? std::log(p / (1 - p)) : std::log(p)) / repeats;
  }
}

double probability_of(std::span<const double> scores, std::uint32_t label, bool multi_label) {
  if (multi_label) return sigmoid(scores[label]);
  std::vector<double> probabilities(scores.begin(), scores.end());
  softmax(probabilities);
  return probabilities[label];
}

TextCnn initial_network(const EmbeddingModel& model, std::size_t labels, std::uint64_t seed) {
  const CnnTrainingOptions defaults;
  TextCnn network = initial_text_cnn({.words = model.words.size(),
                                      .dim = model.vectors.word_input.dim(),
                                      .labels = labels,
                                      .filters = defaults.filters,
                                      .widths = defaults.widths},
                                     seed);
  take_pretrained_vectors(model, model.words, network);
  return network;
}

}  // namespace

std::uint32_t SuspectOptions::epochs_for(std::size_t documents) const {
  if (epochs > 0) return epochs;
  const std::size_t needed = kDocumentsSeen / std::max<std::size_t>(documents, 1);
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(needed, kFewestEpochs, kMostEpochs));
}

void SuspectOptions::validate() const {
  if (folds < 2 || folds > kMostFolds)
    throw Error(fmt::format("folds is {}, expected 2 to {}", folds, kMostFolds));
  if (repeats < 1 || repeats > kMostRepeats)
    throw Error(fmt::format("repeats is {}, expected 1 to {}", repeats, kMostRepeats));
}

SuspectSearch find_suspects(const CnnCorpus& corpus, const EmbeddingModel& model,
                            std::size_t labels, bool multi_label, const SuspectOptions& options,
                            const SuspectProgressReport& progress) {
  options.validate();
  CnnTrainingOptions training;
  training.epochs = options.epochs_for(corpus.documents());
  training.held_out = 0;
  SuspectSearch search;
  SuspectProgress stand{.networks = options.folds * options.repeats};
  CnnProgressReport report;
  if (progress) {
    report = [&](const CnnProgress& of_network) {
      stand.training = of_network;
      progress(stand);
    };
  }
  std::vector<double> scores(corpus.documents() * labels);
  for (unsigned repeat = 0; repeat < options.repeats; ++repeat) {
    training.seed = options.seed + repeat;
    search.networks.clear();
    CrossValidation validation = cross_validate(
        initial_network(model, labels, training.seed), corpus, multi_label, options.folds, training,
        report, [&](unsigned, const TextCnn& network, std::span<const std::uint32_t>) {
          ++stand.network;
          if (repeat + 1 == options.repeats) search.networks.push_back(network);
        });
    add_scores(validation, multi_label, options.repeats, scores);
    search.fold_of_document = std::move(validation.fold_of_document);
  }
  search.ranking = rank_suspects(scores, corpus.labels, labels, multi_label);
  return search;
}

std::vector<Suspect> rank_suspects(std::span<const double> scores, const LabelLists& given,
                                   std::size_t labels, bool multi_label) {
  std::vector<Suspect> ranking;
  for (std::uint32_t document = 0; document < given.size(); ++document) {
    const auto own = given[document];
    if (own.empty() || own.size() >= labels) continue;
    const auto of_document = scores.subspan(document * labels, labels);
    const auto score = [&](std::uint32_t label) { return of_document[label]; };
    Suspect suspect{.document = document, .given = *std::ranges::min_element(own, {}, score)};
    double best = -INFINITY;
    for (std::uint32_t label = 0; label < labels; ++label) {
      if (of_document[label] <= best || std::ranges::find(own, label) != own.end()) continue;
      best = of_document[label];
      suspect.looks_like = label;
    }
    suspect.margin = best - of_document[suspect.given];
    suspect.probability = probability_of(of_document, suspect.looks_like, multi_label);
    ranking.push_back(suspect);
  }
  std::ranges::stable_sort(ranking, std::greater{}, &Suspect::margin);
  return ranking;
}

}  // namespace t2v
