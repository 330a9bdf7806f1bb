#include "query/label_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "query/label_condition.h"
#include "query/nearest_labels.h"
#include "query/reliability.h"
#include "query/search.h"
#include "query/similarity.h"
#include "text/content_word.h"
#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

/// What counts say about words and one label, set against all labels of its kind.
class LabelCounts {
 public:
  LabelCounts(const EmbeddingModel& model, std::uint32_t label)
      : model_(model), label_(label), is_of_kind_(model.labels.size(), false) {
    for (const std::uint32_t other :
         labels_of_kind(label_kind(model.labels.key(label)), model.labels)) {
      is_of_kind_[other] = true;
      documents_of_kind_ += static_cast<double>(model.labels.count(other));
    }
  }

  bool known() const { return !model_.counts.empty() && model_.labels.count(label_) > 0; }

  /// log((n_lw + k) / (e_lw + k)); nothing where too few documents of the label hold the word.
  std::optional<double> log_ratio(std::uint32_t word) const {
    const double fewest = model_.labels.count(label_) < kFewDocuments ? 1 : 2;
    double of_label = 0;
    double of_kind = 0;
    for (const auto& [other, documents] : model_.counts.of_word(word)) {
      if (is_of_kind_[other]) of_kind += documents;
      if (other == label_) of_label = documents;
    }
    if (of_label < fewest) return std::nullopt;
    const double expected =
        static_cast<double>(model_.labels.count(label_)) * of_kind / documents_of_kind_;
    return std::log((of_label + kCountPrior) / (expected + kCountPrior));
  }

 private:
  const EmbeddingModel& model_;
  std::uint32_t label_;
  std::vector<bool> is_of_kind_;
  double documents_of_kind_ = 0;
};

}  // namespace

std::vector<Answer> label_words(const EmbeddingModel& model, const LabelWordsQuery& query) {
  if (query.label == query.towards) {
    throw Error(fmt::format("'{}' is asked for words towards itself, expected two labels",
                            model.labels.key(query.label)));
  }
  const ModelView view(model);
  const LabelLean lean(query.towards, view, view.word_output);
  const RowSimilarity likeness(view.word_output,
                               unit_vector(model.vectors.label_input.vector(query.label)));
  const LabelCounts counts(model, query.label);
  const auto best = best_rows(
      model.words.size(), query.limits.top, [&](std::uint32_t word) -> std::optional<float> {
        const std::uint64_t count = model.words.count(word);
        if (count < query.limits.min_count || !is_content_word(model.words.key(word)))
          return std::nullopt;
        double score = 0;
        if (counts.known()) {
          const std::optional<double> ratio = counts.log_ratio(word);
          if (!ratio) return std::nullopt;
          score = kCountWeight * *ratio;
        }
        const float leaning = lean(word);
        if (leaning <= 0) return std::nullopt;
        score += likeness(word) + leaning;
        return static_cast<float>(reliability(count, kDefaultPriorCount) * score);
      });
  return answers_of(best, model.words);
}

}  // namespace t2v
