#include "query/nearest_labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "query/label_condition.h"
#include "query/search.h"
#include "query/similarity.h"
#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

/// What a label near the word is near to: half the word's own direction, half what predicts it; of
/// imported vectors, which know nothing of that, the word's own.
std::vector<float> word_direction(std::uint32_t word, const Embedding& vectors) {
  std::vector<float> direction = unit_vector(vectors.word_input.vector(word));
  if (vectors.word_output.rows() == 0) return direction;
  const std::vector<float> output = unit_vector(vectors.word_output.vector(word));
  for (std::size_t i = 0; i < direction.size(); ++i) direction[i] = (direction[i] + output[i]) / 2;
  return direction;
}

/// The vector whose similarity to a label is the part of the score that is not counted: cosines are
/// linear in their left side.
std::vector<float> direction_of(const std::vector<Term>& terms, const EmbeddingModel& model) {
  const auto labels = static_cast<float>(ids_of_kind(terms, TermKind::kLabel).size());
  const float words = static_cast<float>(terms.size()) - labels;
  std::vector<float> sum(model.vectors.word_input.dim(), 0.0F);
  for (const Term& term : terms) {
    const bool word = term.kind == TermKind::kWord;
    if (!word && !model.counts.empty()) continue;
    const std::vector<float> vector =
        word ? word_direction(term.id, model.vectors)
             : contrast_vector(term.id, other_labels_of_kind(term.id, model.labels),
                               model.vectors.label_input);
    const float share = term.weight / (word ? words : labels);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += share * vector[i];
  }
  return sum;
}

/// What is counted over all labels of a kind.
struct KindTotals {
  double documents = 0;
  double with_word = 0;  ///< documents that hold the word in question
};

/// Leans of words, each counted as often as a label's documents hold it.
struct LeanSum {
  double leans = 0;
  double words = 0;

  void add(double lean, double times) {
    leans += lean * times;
    words += times;
  }
  double mean() const { return words > 0 ? leans / words : 0; }
};

/// What counts say of the terms, for every label.
class CountScores {
 public:
  explicit CountScores(const EmbeddingModel& model)
      : model_(model), scores_(model.labels.size(), 0.0), kind_of_(model.labels.size()) {
    for (std::uint32_t label = 0; label < model.labels.size(); ++label) {
      KindTotals& kind = kinds_[label_kind(model.labels.key(label))];
      kind.documents += static_cast<double>(model.labels.count(label));
      kind_of_[label] = &kind;
    }
  }

  void add(std::uint32_t word, double weight) {
    std::vector<double> with_word(scores_.size(), 0.0);
    for (auto& [name, kind] : kinds_) kind.with_word = 0;
    for (const auto& [label, documents] : model_.counts.of_word(word)) {
      with_word[label] = documents;
      kind_of_[label]->with_word += documents;
    }
    for (std::uint32_t label = 0; label < scores_.size(); ++label) {
      const KindTotals& kind = *kind_of_[label];
      if (kind.documents == 0) continue;  // labels of a lexicon, which no document carries
      const double expected =
          static_cast<double>(model_.labels.count(label)) * kind.with_word / kind.documents;
      scores_[label] +=
          weight * std::log((with_word[label] + kCountPrior) / (expected + kCountPrior));
    }
  }

  /// How the words of a label's documents lean towards `towards`, against those of all labels of
  /// its kind.
  void add_lean(std::uint32_t towards, double weight) {
    const LabelLean lean(towards, model_, model_.vectors.word_input);
    std::vector<LeanSum> of_label(scores_.size());
    std::map<const KindTotals*, LeanSum> of_kind;
    for (std::uint32_t word = 0; word < model_.words.size(); ++word) {
      const double leaning = lean(word);
      for (const auto& [label, documents] : model_.counts.of_word(word)) {
        of_label[label].add(leaning, documents);
        of_kind[kind_of_[label]].add(leaning, documents);
      }
    }
    for (std::uint32_t label = 0; label < scores_.size(); ++label) {
      if (of_label[label].words > 0)
        scores_[label] += weight * (of_label[label].mean() - of_kind[kind_of_[label]].mean());
    }
  }

  std::vector<double> scores() && { return std::move(scores_); }

 private:
  const EmbeddingModel& model_;
  std::vector<double> scores_;
  std::map<std::string_view, KindTotals> kinds_;
  std::vector<KindTotals*> kind_of_;  ///< of each label, into kinds_
};

std::vector<double> count_scores(const std::vector<Term>& terms, const EmbeddingModel& model) {
  if (model.counts.empty()) return std::vector<double>(model.labels.size(), 0.0);
  const auto words = static_cast<double>(ids_of_kind(terms, TermKind::kWord).size());
  const double labels = static_cast<double>(terms.size()) - words;
  CountScores scores(model);
  for (const Term& term : terms) {
    if (term.kind == TermKind::kWord) {
      scores.add(term.id, kCountWeight * term.weight / words);
    } else {
      scores.add_lean(term.id, kLeanWeight * term.weight / labels);
    }
  }
  return std::move(scores).scores();
}

}  // namespace

std::vector<Answer> nearest_labels(const EmbeddingModel& model, const LabelSearch& search) {
  const std::vector<float> direction = direction_of(search.terms, model);
  const bool by_labels_alone = ids_of_kind(search.terms, TermKind::kWord).empty();
  const bool cancelled = std::ranges::all_of(direction, [](float value) { return value == 0; });
  if (cancelled && (model.counts.empty() || !by_labels_alone))
    throw Error("the terms cancel each other out: their vectors add up to zero");
  const RowSimilarity similarity(model.vectors.label_input, direction);
  const std::vector<double> by_counts = count_scores(search.terms, model);

  std::vector<bool> is_candidate(model.labels.size(), false);
  for (const std::uint32_t id : search.candidates) is_candidate[id] = true;
  for (const std::uint32_t id : ids_of_kind(search.terms, TermKind::kLabel))
    is_candidate[id] = false;
  const auto best = best_rows(
      model.labels.size(), search.limits.top, [&](std::uint32_t id) -> std::optional<float> {
        const std::uint64_t documents = model.labels.count(id);
        if (!is_candidate[id] || documents < search.limits.min_count) return std::nullopt;
        return static_cast<float>(reliability(documents, search.prior_count) *
                                  (similarity(id) + by_counts[id]));
      });
  return answers_of(best, model.labels);
}

}  // namespace t2v
