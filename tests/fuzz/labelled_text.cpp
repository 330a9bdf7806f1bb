#include "text/labelled_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/choices.h"
#include "fuzz/property.h"
#include "text/label_set.h"
#include "text/lines.h"

namespace t2v::fuzzing {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records records_of(const TextFile& file, const DelimitedForm& form) {
  Records records;
  for_each_record(file, form, [&](std::span<const std::string> fields, std::size_t) {
    records.emplace_back(fields.begin(), fields.end());
  });
  return records;
}

std::string in_quotes(const std::string& field) {
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

/// Every field in quotes.
std::string written(const Records& records, char separator) {
  std::string text;
  for (const auto& record : records) {
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (i > 0) text += separator;
      text += in_quotes(record[i]);
    }
    text += '\n';
  }
  return text;
}

/// The labels of documents can be read as those of a file of labels.
void require_documents(const LabelledText& read) {
  require(read.corpus.count_lines() == read.labels.count_lines(),
          "a document has a line of text and one of labels");
  require(read_labels(read.labels).of_document.size() == read.labels.count_lines(),
          "labels can be read");
}

}  // namespace

/// A table: its form, then its text.
void fuzz_table(Bytes input) {
  Choices choices(input);
  constexpr std::string_view kSeparators = ",\t;";
  const DelimitedForm form{.separator = kSeparators[choices.below(kSeparators.size())],
                           .quotes = choices.below(4) > 0};
  TableColumns columns{.texts = {"1"}, .labels = {"2"}, .form = form};
  if (choices.below(2) > 0) columns.texts = {"text"};
  if (choices.below(2) > 0) columns.label_separator = "|";
  const TextFile file = TextFile::from_string(std::string(text_of(choices.rest())), "table.csv");

  Records records;
  if (!accepts_file(file, [&] { records = records_of(file, form); })) return;
  for (const auto& record : records) {
    require(record.size() == records.front().size(), "records have the same number of fields");
  }
  const bool one_line = std::ranges::all_of(records, [](const auto& record) {
    return std::ranges::all_of(record, [](const std::string& field) {
      return field.find('\r') == std::string::npos;  // which a line end may lose
    });
  });
  if (one_line) {
    const TextFile copy =
        TextFile::from_string("\xEF\xBB\xBF" + written(records, form.separator), "copy.csv");
    require(records_of(copy, {.separator = form.separator}) == records,
            "a table that is written is read again");
  }
  std::optional<LabelledText> read;
  if (!accepts_file(file, [&] { read = read_table(file, columns); })) return;
  require_documents(*read);
  const bool has_heading = columns.texts.front() == "text";
  require(read->corpus.count_lines() + (has_heading ? 1 : 0) == records.size(),
          "every record is a document");
}

/// Lines of fastText.
void fuzz_fasttext_lines(Bytes input) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "lines.txt");
  std::optional<LabelledText> read;
  if (!accepts_file(file, [&] { read = read_fasttext_lines(file, "__label__"); })) return;
  require_documents(*read);
  require(read->corpus.count_lines() == file.count_lines(), "every line is a document");
  for_each_line(read->corpus.bytes(), [](std::string_view line) {
    require(!line.starts_with("__label__") && line.find(" __label__") == std::string_view::npos,
            "no label is left in a text");
  });
}

}  // namespace t2v::fuzzing
