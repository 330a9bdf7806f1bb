#include "text/label_kind.h"

#include <algorithm>

namespace t2v {

std::string_view label_kind(std::string_view label) {
  const std::size_t colon = label.find(':');
  if (colon == std::string_view::npos || colon + 1 == label.size()) return {};
  return label.substr(0, colon);
}

std::vector<LabelKind> label_kinds(const Vocabulary& labels) {
  std::vector<LabelKind> kinds;
  for (const Vocabulary::Entry& entry : labels.entries()) {
    const std::string_view name = label_kind(entry.key);
    auto kind = std::ranges::find(kinds, name, &LabelKind::name);
    if (kind == kinds.end()) kind = kinds.insert(kind, {name, 0});
    ++kind->labels;
  }
  return kinds;
}

bool has_label_kinds(const Vocabulary& labels) {
  return std::ranges::any_of(labels.entries(), [](const Vocabulary::Entry& entry) {
    return !label_kind(entry.key).empty();
  });
}

std::vector<std::uint32_t> labels_of_kind(std::string_view kind, const Vocabulary& labels) {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 0; id < labels.size(); ++id) {
    if (label_kind(labels.key(id)) == kind) ids.push_back(id);
  }
  return ids;
}

std::vector<std::uint32_t> other_labels_of_kind(std::uint32_t label, const Vocabulary& labels) {
  std::vector<std::uint32_t> ids = labels_of_kind(label_kind(labels.key(label)), labels);
  std::erase(ids, label);
  return ids;
}

}  // namespace t2v
