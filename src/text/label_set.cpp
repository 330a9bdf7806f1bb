#include "text/label_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "text/error.h"
#include "text/lines.h"
#include "text/normalize.h"
#include "text/text_parts.h"
#include "text/token_dictionary.h"
#include "text/white_space.h"

namespace t2v {

namespace {

void require_short(std::string_view key, std::string_view what, const std::string& file,
                   std::size_t line) {
  if (key.size() <= kMaxKeyBytes) return;
  throw Error(fmt::format("{}:{}: a {} of {} bytes, expected at most {}", file, line + 1, what,
                          key.size(), kMaxKeyBytes));
}

/// Labels numbered by their first occurrence, with the number of documents that carry each.
class LabelCounts {
 public:
  /// Counts no document. @returns the label's number
  std::uint32_t number(std::string_view label) {
    const auto found = numbers_.find(label);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(entries_.size());
    numbers_.emplace(label, number);
    entries_.push_back({std::string(label), 0});
    return number;
  }
  void count(std::span<const std::uint32_t> numbers, std::uint64_t documents) {
    for (const std::uint32_t number : numbers) entries_[number].count += documents;
  }
  const std::vector<Vocabulary::Entry>& entries() const { return entries_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<Vocabulary::Entry> entries_;
};

/// Reads the lines of a label file. Few of them are different, so each different one is cut into
/// labels once.
class LabelReader {
 public:
  LabelReader(const TextFile& file, LabelCounts& counts) : file_(file), counts_(counts) {
    lists_.reserve(file.count_lines());
  }

  void read_line(std::string_view line) {
    if (line.empty() || line.size() > kMaxKeyBytes) {
      const std::uint32_t list = cut(line);
      counts_.count(lists_.list(list), 1);
      lists_.append_list(list);
      return;
    }
    const std::uint32_t number = different_.add(line);
    if (number == lists_of_different_.size()) lists_of_different_.push_back(cut(line));
    lists_.append_list(lists_of_different_[number]);
  }

  /// The lists of all lines, by the numbers of the labels.
  LabelLists finish() {
    for (std::uint32_t number = 0; number < different_.size(); ++number) {
      counts_.count(lists_.list(lists_of_different_[number]), different_.count(number));
    }
    return std::move(lists_);
  }

 private:
  /// The different labels of a line.
  std::uint32_t cut(std::string_view line) {
    if (line.empty() && empty_list_) return *empty_list_;
    labels_.clear();
    for_each_word(normalize(line, normalized_).text, [&](std::string_view label) {
      require_short(label, "label", file_.name(), file_.line_in_file(lists_.size()));
      const std::uint32_t number = counts_.number(label);
      if (std::find(labels_.begin(), labels_.end(), number) != labels_.end()) return;
      labels_.push_back(number);
    });
    const std::uint32_t list = lists_.add_list(labels_);
    if (line.empty()) empty_list_ = list;
    return list;
  }

  const TextFile& file_;
  LabelCounts& counts_;
  LabelLists lists_;
  TokenDictionary different_;  ///< lines that are not too long for it
  std::vector<std::uint32_t> lists_of_different_;
  std::optional<std::uint32_t> empty_list_;
  std::string normalized_;
  std::vector<std::uint32_t> labels_;
};

/// The ids that `entries`, numbered as they come, have in `names`.
std::vector<std::uint32_t> new_ids(const std::vector<Vocabulary::Entry>& entries,
                                   const Vocabulary& names) {
  std::vector<std::uint32_t> ids;
  ids.reserve(entries.size());
  for (const Vocabulary::Entry& entry : entries) ids.push_back(names.id(entry.key).value());
  return ids;
}

/// A field of a lexicon, normalised and without white space around it.
std::string read_field(std::string_view field) {
  const std::string normalized = normalize(field).text;
  std::string trimmed;
  for_each_word(normalized, [&](std::string_view word) {
    if (!trimmed.empty()) trimmed += ' ';
    trimmed += word;
  });
  return trimmed;
}

}  // namespace

std::uint32_t LabelLists::add_list(std::span<const std::uint32_t> labels) {
  ids_.insert(ids_.end(), labels.begin(), labels.end());
  offsets_.push_back(ids_.size());
  return static_cast<std::uint32_t>(offsets_.size() - 2);
}

void LabelLists::renumber(std::span<const std::uint32_t> new_ids) {
  for (std::uint32_t& id : ids_) id = new_ids[id];
}

LabelSet read_labels(const TextFile& file, std::span<const LexiconEntry> lexicon) {
  LabelCounts counts;
  LabelReader reader(file, counts);
  for (const std::string_view part : parts_of(file)) {
    for_each_line(part, [&](std::string_view line) { reader.read_line(line); });
    file.release(part);
  }
  LabelSet set;
  set.of_document = reader.finish();
  for (const LexiconEntry& entry : lexicon) counts.number(entry.label);
  set.names = Vocabulary::from_counts(counts.entries());
  set.of_document.renumber(new_ids(counts.entries(), set.names));
  return set;
}

void rename_labels(LabelSet& labels, Vocabulary names) {
  labels.of_document.renumber(new_ids(labels.names.entries(), names));
  labels.names = std::move(names);
}

void add_known_labels(LabelSet& labels, const Vocabulary& known) {
  rename_labels(labels, Vocabulary::sum(labels.names, known));
}

std::size_t assign_word_labels(LabelSet& labels, const Vocabulary& words,
                               std::span<const LexiconEntry> lexicon) {
  std::vector<std::vector<std::uint32_t>> of_word(words.size());
  std::size_t found = 0;
  for (const LexiconEntry& entry : lexicon) {
    const std::optional<std::uint32_t> word = words.id(entry.word);
    if (!word) continue;
    const std::optional<std::uint32_t> label = labels.names.id(entry.label);
    if (!label) {
      throw Error(fmt::format("label '{}' of the word '{}': expected one of the {} labels read",
                              entry.label, entry.word, labels.names.size()));
    }
    ++found;
    auto& list = of_word[*word];
    if (std::find(list.begin(), list.end(), *label) == list.end()) list.push_back(*label);
  }
  labels.of_word = LabelLists();
  for (const auto& list : of_word) labels.of_word.append(list);
  return found;
}

std::vector<LexiconEntry> read_lexicon(std::span<const std::string_view> lines,
                                       const std::string& file) {
  std::vector<LexiconEntry> lexicon;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const std::size_t tab = lines[line].find('\t');
    if (tab == std::string_view::npos) {
      throw Error(fmt::format("{}:{}: no tab, expected a word, a tab and a label", file, line + 1));
    }
    const std::string_view rest = lines[line].substr(tab + 1);
    LexiconEntry entry{read_field(lines[line].substr(0, tab)),
                       read_field(rest.substr(0, rest.find('\t')))};
    if (entry.word.empty() || entry.label.empty()) {
      throw Error(fmt::format("{}:{}: an empty {}, expected a word, a tab and a label", file,
                              line + 1, entry.word.empty() ? "word" : "label"));
    }
    require_short(entry.word, "word", file, line);
    require_short(entry.label, "label", file, line);
    lexicon.push_back(std::move(entry));
  }
  return lexicon;
}

}  // namespace t2v
