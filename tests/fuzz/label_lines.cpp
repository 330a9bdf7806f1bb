#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/plain_reading.h"
#include "fuzz/property.h"
#include "text/label_kind.h"
#include "text/label_set.h"
#include "text/lines.h"

namespace t2v::fuzzing {
namespace {

/// The different labels of a line in the order they stand there.
std::vector<std::string> plain_labels(std::string_view line) {
  std::vector<std::string> labels;
  for (const std::string& label : plain_words(plainly_normalized(line).text)) {
    if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
  }
  return labels;
}

void require_as_read_plainly(const LabelSet& set, const TextFile& file) {
  require(set.of_document.size() == file.lines().size(), "every line is a document");
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t line = 0; line < file.lines().size(); ++line) {
    std::vector<std::string> labels;
    for (const std::uint32_t id : set.of_document[line]) labels.emplace_back(set.names.key(id));
    require(labels == plain_labels(file.lines()[line]), "labels are the words of the line");
    for (const std::string& label : labels) ++counts[label];
  }
  require(counts.size() == set.names.size(), "every label is in a line");
  for (const auto& [label, count] : counts) {
    require(set.names.count(set.names.id(label).value()) == count, "labels count their lines");
  }
}

void require_kinds(const Vocabulary& names) {
  std::size_t labels = 0;
  for (const LabelKind& kind : label_kinds(names)) {
    const std::vector<std::uint32_t> ids = labels_of_kind(kind.name, names);
    require(ids.size() == kind.labels, "a kind has its labels");
    labels += ids.size();
  }
  require(labels == names.size(), "every label is of one kind");
  for (std::uint32_t id = 0; id < names.size(); ++id) {
    const std::string_view kind = label_kind(names.key(id));
    const std::string_view rest = names.key(id).substr(kind.size());
    require(kind.empty() || (rest.size() > 1 && rest.front() == ':'),
            "a kind stands before a colon and a name");
  }
}

}  // namespace

/// A file of labels.
void fuzz_label_lines(Bytes input) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "labels.txt");
  require(file.count_lines() == file.lines().size(), "lines are counted as they are cut");
  std::optional<LabelSet> set;
  if (accepts_file(file, [&] { set = read_labels(file); })) {
    require_as_read_plainly(*set, file);
    require_kinds(set->names);
    return;
  }
  const auto too_long = [](const std::string& label) { return label.size() > kMaxKeyBytes; };
  require(std::ranges::any_of(file.lines(),
                              [&](std::string_view line) {
                                return std::ranges::any_of(plain_labels(line), too_long);
                              }),
          "labels are refused for their length alone");
}

/// A lexicon: words with labels.
void fuzz_lexicon(Bytes input) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "lexicon.tsv");
  std::vector<LexiconEntry> entries;
  if (!accepts_file(file, [&] { entries = read_lexicon(file.lines(), file.name()); })) return;
  require(entries.size() == file.lines().size(), "every line is an entry");

  std::string written = "\xEF\xBB\xBF";  // lest the first word's own mark be taken for this
  for (const LexiconEntry& entry : entries) written += entry.word + '\t' + entry.label + '\n';
  const TextFile copy = TextFile::from_string(written, "copy.tsv");
  const std::vector<LexiconEntry> again = read_lexicon(copy.lines(), copy.name());
  const auto same = [](const LexiconEntry& a, const LexiconEntry& b) {
    return a.word == b.word && a.label == b.label;
  };
  require(std::ranges::equal(entries, again, same), "a lexicon that is written is read again");

  const TextFile no_labels = TextFile::from_string("", "labels.txt");
  LabelSet labels = read_labels(no_labels, entries);
  const Vocabulary words = Vocabulary::from_counts({{"최악", 3}, {"a b", 2}, {"😀", 1}});
  const std::size_t found = assign_word_labels(labels, words, entries);
  const auto known = [&](const LexiconEntry& entry) { return words.id(entry.word).has_value(); };
  require(found == static_cast<std::size_t>(std::ranges::count_if(entries, known)),
          "entries find the words that there are");
  require(labels.of_word.size() == words.size(), "every word has a list");
}

}  // namespace t2v::fuzzing
