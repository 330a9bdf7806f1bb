#include "text/label_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "text/error.h"
#include "text/normalize.h"
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
  void count(std::uint32_t number) { ++entries_[number].count; }
  const std::vector<Vocabulary::Entry>& entries() const { return entries_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<Vocabulary::Entry> entries_;
};

/// The different labels of a line.
void read_line(std::string_view text, const std::string& file, std::size_t line,
               LabelCounts& counts, std::vector<std::uint32_t>& numbers) {
  numbers.clear();
  const std::string normalized = normalize(text).text;
  for_each_word(normalized, [&](std::string_view label) {
    require_short(label, "label", file, line);
    const std::uint32_t number = counts.number(label);
    if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) return;
    numbers.push_back(number);
    counts.count(number);
  });
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

LabelSet read_labels(std::span<const std::string_view> lines, const std::string& file,
                     std::span<const LexiconEntry> lexicon) {
  LabelCounts counts;
  LabelLists numbered;
  std::vector<std::uint32_t> labels;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    read_line(lines[line], file, line, counts, labels);
    numbered.append(labels);
  }
  for (const LexiconEntry& entry : lexicon) counts.number(entry.label);

  LabelSet set;
  set.names = Vocabulary::from_counts(counts.entries());
  std::vector<std::uint32_t> ids;
  for (const Vocabulary::Entry& entry : counts.entries()) {
    ids.push_back(set.names.id(entry.key).value());
  }
  for (std::size_t document = 0; document < numbered.size(); ++document) {
    labels.assign(numbered[document].begin(), numbered[document].end());
    for (std::uint32_t& label : labels) label = ids[label];
    set.of_document.append(labels);
  }
  return set;
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
