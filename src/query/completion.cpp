#include "query/completion.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace t2v {
namespace {

constexpr std::string_view kWordPrefix = "word:";
constexpr std::string_view kLabelPrefix = "label:";

}  // namespace

PrefixIndex::PrefixIndex(const Vocabulary& keys) : keys_(keys), order_(keys.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::ranges::sort(order_, {}, [&](std::uint32_t id) { return keys_.key(id); });
}

std::vector<std::uint32_t> PrefixIndex::starting_with(std::string_view prefix,
                                                      std::size_t most) const {
  const auto begins = [&](std::uint32_t id) { return keys_.key(id).substr(0, prefix.size()); };
  const auto first = std::ranges::lower_bound(order_, prefix, {}, begins);
  const auto last = std::ranges::upper_bound(first, order_.end(), prefix, {}, begins);
  const auto found = static_cast<std::size_t>(last - first);
  std::vector<std::uint32_t> ids;
  if (found * found <= most * order_.size()) {
    ids.assign(first, last);
    const std::size_t kept = std::min(most, ids.size());
    std::ranges::partial_sort(ids, ids.begin() + static_cast<std::ptrdiff_t>(kept));
    ids.resize(kept);
    return ids;
  }
  // So many fit that the first of all keys hold enough of them.
  for (std::uint32_t id = 0; id < order_.size() && ids.size() < most; ++id) {
    if (begins(id) == prefix) ids.push_back(id);
  }
  return ids;
}

std::vector<Completion> CompletionIndex::complete(std::string_view typed, std::size_t most) const {
  const std::string text = normalized_key(typed);
  std::string_view prefix = text;
  bool wants_words = true;
  bool wants_labels = true;
  if (prefix.starts_with(kWordPrefix)) {
    prefix.remove_prefix(kWordPrefix.size());
    wants_labels = false;
  } else if (prefix.starts_with(kLabelPrefix)) {
    prefix.remove_prefix(kLabelPrefix.size());
    wants_words = false;
  }
  std::vector<std::uint32_t> labels;
  std::vector<std::uint32_t> words;
  if (wants_labels) labels = labels_.starting_with(prefix, most);
  if (wants_words) words = words_.starting_with(prefix, most);
  labels.resize(std::min(labels.size(), most - std::min(words.size(), most / 2)));
  words.resize(std::min(words.size(), most - labels.size()));

  std::vector<Completion> completions;
  completions.reserve(labels.size() + words.size());
  for (const std::uint32_t id : labels) completions.push_back({TermKind::kLabel, id});
  for (const std::uint32_t id : words) completions.push_back({TermKind::kWord, id});
  return completions;
}

}  // namespace t2v
