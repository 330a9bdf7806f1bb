#include "query/main_labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

std::vector<std::uint32_t> main_labels(const Vocabulary& labels) {
  std::vector<LabelKind> kinds = label_kinds(labels);
  std::erase_if(kinds, [](const LabelKind& kind) {
    return kind.labels < 2 || kind.labels > MainLabels::kMostLabels;
  });
  if (kinds.empty()) return {};
  auto chosen = std::ranges::find(kinds, "", &LabelKind::name);
  if (chosen == kinds.end()) chosen = std::ranges::min_element(kinds, {}, &LabelKind::labels);
  std::vector<std::uint32_t> ids = labels_of_kind(chosen->name, labels);
  const std::optional<OppositeLabels> opposites = opposite_labels(labels);
  std::ranges::sort(ids, {}, [&](std::uint32_t id) {
    const int place = !opposites ? 2 : id == opposites->to ? 0 : id == opposites->from ? 1 : 2;
    return std::pair(place, labels.key(id));
  });
  return ids;
}

/// Affinities set labels against each other that documents carry, and all of ours have to be such.
bool have_affinities(const EmbeddingModel& model, const std::vector<std::uint32_t>& labels) {
  return !model.counts.empty() && std::ranges::all_of(labels, [&](std::uint32_t label) {
    return model.labels.count(label) > 0;
  });
}

struct Names {
  std::string_view from;
  std::string_view to;
};
constexpr std::array<Names, 6> kOpposites{{{"부정", "긍정"},
                                           {"negative", "positive"},
                                           {"neg", "pos"},
                                           {"bad", "good"},
                                           {"负面", "正面"},
                                           {"否定", "肯定"}}};

}  // namespace

MainLabels::MainLabels(const EmbeddingModel& model) : ids_(main_labels(model.labels)) {
  if (ids_.empty()) return;
  if (have_affinities(model, ids_)) {
    affinities_.emplace(model, ids_);
    return;
  }
  const ModelView view(model);
  for (const std::uint32_t label : ids_) by_vectors_.emplace_back(label, view, view.word_output);
}

std::vector<double> MainLabels::leans(std::uint32_t word) const {
  std::vector<double> leans;
  if (affinities_) {
    for (const LabelAffinity& affinity : affinities_->of_word(word))
      leans.push_back(std::tanh(affinity.log_ratio));
  }
  for (const LabelLean& lean : by_vectors_) leans.push_back(lean(word));
  return leans;
}

std::optional<OppositeLabels> opposite_labels(const Vocabulary& labels) {
  for (const auto& [from, to] : kOpposites) {
    const auto from_id = labels.id(from);
    const auto to_id = labels.id(to);
    if (from_id && to_id) return OppositeLabels{*from_id, *to_id};
  }
  return std::nullopt;
}

}  // namespace t2v
