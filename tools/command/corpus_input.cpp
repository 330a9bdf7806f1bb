#include "command/corpus_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "command/command.h"
#include "command/corpus_files.h"
#include "text/corpus.h"

namespace t2v {
namespace {

constexpr const char* kTextColumn = "text-column";
constexpr const char* kLabelColumn = "label-column";
constexpr const char* kKindColumn = "kind-column";
constexpr const char* kLabelSeparator = "label-separator";
constexpr const char* kSeparator = "separator";
constexpr const char* kNoQuotes = "no-quotes";
constexpr const char* kHeader = "header";
constexpr const char* kFastText = "fasttext-format";
constexpr const char* kFastTextPrefix = "fasttext-prefix";

/// Of a path without the ending that says how the file is compressed.
bool has_ending(std::string_view path, std::string_view ending) {
  for (const std::string_view compressed : {".gz", ".zst"}) {
    if (path.ends_with(compressed)) path.remove_suffix(compressed.size());
  }
  return path.ends_with(ending);
}

/// Separators that are hard to type, or to paste, by their names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kNamedSeparators{
    {{"comma", ","}, {"tab", "\t"}, {"semicolon", ";"}}};

std::string separator_name(const std::string& separator) {
  for (const auto& [name, character] : kNamedSeparators) {
    if (separator == character) return std::string(name);
  }
  return separator;
}

/// As a shell takes it: in quotes where it is not plain.
std::string quoted(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/=:+,@%";
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

void CorpusInput::add_to(CommandLine& command_line) {
  command_line.add_texts(kTextColumn, "COLUMN",
                         "read a table (CSV, TSV): the column of the texts, by its name in the "
                         "first line or its number; several are joined",
                         &columns_.texts);
  command_line.add_texts(kLabelColumn, "COLUMN", "a column of labels, one a cell; may be repeated",
                         &columns_.labels);
  command_line.add_texts(kKindColumn, "COLUMN",
                         "a column of labels whose name becomes their kind, as in film:122095",
                         &columns_.kinds);
  command_line.add_text(kLabelSeparator, "TEXT", "stands between several labels of a cell",
                        &columns_.label_separator);
  command_line.add_text(kSeparator, "CHARACTER",
                        "between columns: comma, tab, semicolon or another (default: tab where the "
                        "file is called .tsv or its first line has one, else comma)",
                        &separator_);
  command_line.add_flag(kNoQuotes, "quotation marks in the table are characters like others",
                        &no_quotes_);
  command_line.add_flag(kHeader, "the first line names the columns, though numbers are given",
                        &columns_.has_heading);
  command_line.add_flag(kFastText, "read lines of fastText: __label__x __label__y text",
                        &is_fasttext_);
  command_line.add_text(
      kFastTextPrefix, "TEXT",
      fmt::format("begins a label in lines of fastText (default {})", fasttext_prefix_),
      &fasttext_prefix_);
}

void CorpusInput::check_options(const CommandLine& command_line) const {
  constexpr std::array kOfTables{kLabelColumn, kKindColumn, kLabelSeparator,
                                 kSeparator,   kNoQuotes,   kHeader};
  if (is_table() && is_fasttext_) {
    throw UsageError(fmt::format("--{} with --{}, expected one of them", kTextColumn, kFastText));
  }
  for (const char* option : kOfTables) {
    if (command_line.given(option) && !is_table()) {
      throw UsageError(fmt::format("--{} needs --{}", option, kTextColumn));
    }
  }
  if (command_line.given(kFastTextPrefix) && !is_fasttext_) {
    throw UsageError(fmt::format("--{} needs --{}", kFastTextPrefix, kFastText));
  }
  if (is_fasttext_ && fasttext_prefix_.empty()) {
    throw UsageError(fmt::format("--{} is empty, expected a text", kFastTextPrefix));
  }
  for (const auto* columns : {&columns_.texts, &columns_.labels, &columns_.kinds}) {
    if (std::ranges::find(*columns, "") != columns->end()) {
      throw UsageError("a column without a name, expected its name or number");
    }
  }
}

void CorpusInput::read_separator(const CommandLine& command_line) {
  if (!command_line.given(kSeparator) && separator_.empty()) return;
  for (const auto& [name, character] : kNamedSeparators) {
    if (separator_ == name) separator_ = character;
  }
  const bool is_character = separator_.size() == 1 && separator_[0] != '"' &&
                            (separator_[0] == '\t' || (separator_[0] > ' ' && separator_[0] < 127));
  if (!is_character) {
    throw UsageError(
        fmt::format("--{} is '{}', expected comma, tab, semicolon or an ASCII character",
                    kSeparator, separator_));
  }
}

void CorpusInput::recall(const CommandLine& command_line, const RecordedOptions& recorded) {
  if (command_line.arguments().size() != 1) return;
  if (!command_line.given(kFastText)) {
    recorded.take(kTextColumn, &columns_.texts);
    recorded.take(kLabelColumn, &columns_.labels);
    recorded.take(kKindColumn, &columns_.kinds);
    recorded.take(kLabelSeparator, &columns_.label_separator);
    recorded.take(kSeparator, &separator_);
    recorded.take(kNoQuotes, &no_quotes_);
    recorded.take(kHeader, &columns_.has_heading);
  }
  if (!command_line.given(kTextColumn)) {
    recorded.take(kFastText, &is_fasttext_);
    recorded.take(kFastTextPrefix, &fasttext_prefix_);
  }
}

void CorpusInput::read(const CommandLine& command_line, Labels labels) {
  check_options(command_line);
  read_separator(command_line);
  columns_.form.quotes = !no_quotes_;
  const std::vector<std::string>& arguments = command_line.arguments();
  if (is_table() || is_fasttext_) {
    command_line.require_arguments(
        1, 1, is_table() ? "one file, the table" : "one file, with labels and texts");
  } else {
    command_line.require_arguments(labels == Labels::kRequired ? 2 : 1, 2, "CORPUS and LABELS");
    if (arguments.size() > 1) labels_ = arguments[1];
  }
  corpus_ = arguments[0];
  require_one_standard_input(corpus_, labels_);
  if (labels == Labels::kRequired && !has_labels()) {
    throw UsageError(
        fmt::format("expected --{} or --{}, where the labels are", kLabelColumn, kKindColumn));
  }
}

bool CorpusInput::has_labels() const {
  return !labels_.empty() || is_fasttext_ || !columns_.labels.empty() || !columns_.kinds.empty();
}

std::vector<std::string> CorpusInput::files() const {
  if (labels_.empty()) return {corpus_};
  return {corpus_, labels_};
}

std::string CorpusInput::labels_name() const {
  return has_labels() && labels_.empty() ? fmt::format("labels of {}", corpus_) : labels_;
}

char CorpusInput::separator_of(const TextFile& file) const {
  if (!separator_.empty()) return separator_[0];
  if (has_ending(corpus_, ".csv")) return ',';
  const std::string_view first = file.content().substr(0, file.content().find('\n'));
  return has_ending(corpus_, ".tsv") || first.find('\t') != std::string_view::npos ? '\t' : ',';
}

OpenedCorpus CorpusInput::open_plain(const std::string& spool_folder) const {
  OpenedCorpus opened{TextFile::open(corpus_, spool_folder), std::nullopt};
  if (!labels_.empty()) opened.labels = TextFile::open(labels_, spool_folder);
  return opened;
}

OpenedCorpus CorpusInput::open(const std::string& spool_folder) const {
  if (is_plain()) {
    OpenedCorpus opened = open_plain(spool_folder);
    if (opened.labels) require_same_line_count(opened.corpus, *opened.labels);
    return opened;
  }
  const TextFile file = TextFile::open(corpus_, spool_folder);
  if (is_fasttext_) {
    LabelledText read = read_fasttext_lines(file, fasttext_prefix_, spool_folder);
    return {std::move(read.corpus), std::move(read.labels)};
  }
  TableColumns columns = columns_;
  columns.form.separator = separator_of(file);
  LabelledText read = read_table(file, columns, spool_folder);
  if (!has_labels()) return {std::move(read.corpus), std::nullopt};
  return {std::move(read.corpus), std::move(read.labels)};
}

std::string CorpusInput::typed() const {
  std::string typed = quoted(corpus_);
  if (!labels_.empty()) typed += " " + quoted(labels_);
  nlohmann::ordered_json options = nlohmann::ordered_json::object();
  record(options);
  for (const auto& [name, value] : options.items()) {
    if (value.is_boolean()) typed += fmt::format(" --{}", name);
    if (value.is_string()) {
      const std::string text = value.get<std::string>();
      typed += fmt::format(" --{} {}", name,
                           name == kSeparator ? quoted(separator_name(text)) : quoted(text));
    }
    if (!value.is_array()) continue;
    for (const auto& column : value) {
      typed += fmt::format(" --{} {}", name, quoted(column.get<std::string>()));
    }
  }
  return typed;
}

void CorpusInput::record(nlohmann::ordered_json& options) const {
  if (is_fasttext_) {
    options[kFastText] = true;
    options[kFastTextPrefix] = fasttext_prefix_;
  }
  if (!is_table()) return;
  options[kTextColumn] = columns_.texts;
  if (!columns_.labels.empty()) options[kLabelColumn] = columns_.labels;
  if (!columns_.kinds.empty()) options[kKindColumn] = columns_.kinds;
  if (!columns_.label_separator.empty()) options[kLabelSeparator] = columns_.label_separator;
  if (!separator_.empty()) options[kSeparator] = separator_;
  if (no_quotes_) options[kNoQuotes] = true;
  if (columns_.has_heading) options[kHeader] = true;
}

}  // namespace t2v
