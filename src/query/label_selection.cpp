#include "query/label_selection.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "query/term.h"
#include "text/error.h"
#include "text/label_kind.h"
#include "text/name_pattern.h"

namespace t2v {
namespace {

constexpr std::string_view kWithoutKind = ":";

/// Kinds an error lists at most.
constexpr std::size_t kListedKinds = 10;

std::string kinds_there_are(const Vocabulary& labels) {
  if (!has_label_kinds(labels)) return "the labels have none (film:1 is of the kind film)";
  std::vector<std::string_view> names;
  for (const LabelKind& kind : label_kinds(labels)) {
    if (names.size() == kListedKinds) {
      names.emplace_back("...");
      break;
    }
    names.push_back(kind.name.empty() ? kWithoutKind : kind.name);
  }
  return fmt::format("the kinds are {}", fmt::join(names, ", "));
}

}  // namespace

std::string resolve_label_kind(std::string_view text, const Vocabulary& labels) {
  const std::string typed = normalized_key(text);
  std::string kind = typed == kWithoutKind ? "" : typed;
  if (typed.empty() || labels_of_kind(kind, labels).empty()) {
    throw Error(fmt::format("no label is of the kind '{}'; {}", typed, kinds_there_are(labels)));
  }
  return kind;
}

std::vector<std::uint32_t> selected_labels(const LabelSelection& selection,
                                           const Vocabulary& labels) {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 0; id < labels.size(); ++id) {
    if (!selection.kind || label_kind(labels.key(id)) == *selection.kind) ids.push_back(id);
  }
  if (selection.like) {
    const std::string pattern = normalized_key(*selection.like);
    const NamePattern names(pattern);
    std::erase_if(ids, [&](std::uint32_t id) { return !names.matches(labels.key(id)); });
    if (ids.empty()) {
      throw Error(fmt::format("no label {}is like '{}', expected a pattern such as film:12*",
                              selection.kind ? "of that kind " : "", pattern));
    }
  }
  return ids;
}

std::vector<Answer> most_frequent_labels(const Vocabulary& labels,
                                         const std::vector<std::uint32_t>& ids,
                                         const AnswerLimits& limits) {
  std::vector<Answer> answers;
  for (const std::uint32_t id : ids) {
    if (answers.size() == limits.top) break;
    if (labels.count(id) >= limits.min_count)
      answers.push_back({id, std::string(labels.key(id)), 0, labels.count(id)});
  }
  return answers;
}

}  // namespace t2v
