#include "text/labelled_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "text/error.h"
#include "text/lines.h"
#include "text/normalize.h"
#include "text/text_parts.h"
#include "text/text_spool.h"
#include "text/vocabulary.h"
#include "text/white_space.h"

namespace t2v {

namespace {

/// What separates words for fastText, but the line feed.
constexpr std::string_view kFastTextSpaces{" \t\v\f\r\0", 6};

/// Two texts that grow line by line.
class LabelledTextSpool {
 public:
  LabelledTextSpool(const TextFile& file, const std::string& folder)
      : file_(file), corpus_(folder), labels_(folder) {}

  /// @param line of the file, for errors
  void add_label(std::string_view kind, const std::string& label, std::size_t line) {
    std::string key(kind);
    if (!kind.empty()) key += ':';
    key += label;
    if (key.size() > kMaxKeyBytes) {
      throw Error(fmt::format("{}:{}: a label of {} bytes, expected at most {}", file_.name(), line,
                              key.size(), kMaxKeyBytes));
    }
    if (!label_line_.empty()) label_line_ += ' ';
    label_line_ += key;
    ++labels_added_;
  }

  /// @param text without line feeds
  void end_document(std::string_view text) {
    label_line_ += '\n';
    corpus_.append(text);
    corpus_.append("\n");
    labels_.append(label_line_);
    label_line_.clear();
  }

  std::size_t labels_added() const { return labels_added_; }

  LabelledText finish(std::string corpus_name, std::string labels_name) && {
    return {std::move(corpus_).finish(std::move(corpus_name)),
            std::move(labels_).finish(std::move(labels_name))};
  }

 private:
  const TextFile& file_;
  TextSpool corpus_;
  TextSpool labels_;
  std::string label_line_;
  std::size_t labels_added_ = 0;
};

std::optional<std::size_t> number_of(std::string_view column) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), number);
  if (error != std::errc() || end != column.data() + column.size()) return std::nullopt;
  return number;
}

/// Whether any column is called by a name of the first record.
bool is_named(const TableColumns& columns) {
  const auto has_name = [](const std::string& column) { return !number_of(column).has_value(); };
  return std::ranges::any_of(columns.texts, has_name) ||
         std::ranges::any_of(columns.labels, has_name) || !columns.kinds.empty();
}

/// Columns of a table as places in its records, from 0.
class Columns {
 public:
  /// @param first record of the table
  Columns(const TableColumns& columns, std::span<const std::string> first, std::string place)
      : place_(std::move(place)) {
    for (const std::string& name : first) names_.push_back(label_of(name));
    for (const std::string& column : columns.texts) texts.push_back(find(column));
    for (const std::string& column : columns.labels) labels.push_back({find(column), ""});
    for (const std::string& column : columns.kinds) {
      const std::size_t found = find(column);
      labels.push_back({found, names_[found]});
    }
  }

  struct LabelColumn {
    std::size_t place;
    std::string kind;  ///< empty: none
  };
  std::vector<std::size_t> texts;
  std::vector<LabelColumn> labels;

 private:
  std::size_t find(const std::string& column) const {
    if (const auto number = number_of(column)) {
      if (*number >= 1 && *number <= names_.size()) return *number - 1;
      throw Error(
          fmt::format("{}: no column {}, expected 1 to {}", place_, *number, names_.size()));
    }
    const std::string name = label_of(column);
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) {
      throw Error(fmt::format("{}: no column '{}', expected one of {}", place_, column,
                              fmt::join(names_, ", ")));
    }
    if (std::count(found, names_.end(), name) > 1) {
      throw Error(
          fmt::format("{}: several columns '{}', expected one; the number of a column will "
                      "do",
                      place_, column));
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  std::string place_;  ///< file:line, for errors
  std::vector<std::string> names_;
};

/// Calls visit(std::string_view) for the parts of a cell.
template <typename Visit>
void for_each_label_of(std::string_view cell, const std::string& separator, Visit visit) {
  if (separator.empty()) return visit(cell);
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find(separator, begin), cell.size());
    visit(cell.substr(begin, end - begin));
    begin = end + separator.size();
  }
}

/// The cells of a record that are text, as one line.
std::string text_of(std::span<const std::string> fields, const std::vector<std::size_t>& places) {
  std::string text;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) text += ' ';
    text += fields[places[i]];
  }
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

/// Calls visit(std::string_view) for every word of a line as fastText cuts it.
template <typename Visit>
void for_each_fasttext_word(std::string_view line, Visit visit) {
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(kFastTextSpaces), line.size()));
    if (line.empty()) return;
    const std::size_t end = std::min(line.find_first_of(kFastTextSpaces), line.size());
    visit(line.substr(0, end));
    line.remove_prefix(end);
  }
}

}  // namespace

std::string label_of(std::string_view name) {
  std::string buffer;
  std::string label;
  for_each_word(normalize(name, buffer).text, [&](std::string_view word) {
    if (!label.empty()) label += '_';
    label += word;
  });
  return label;
}

LabelledText read_table(const TextFile& file, const TableColumns& columns,
                        const std::string& spool_folder) {
  LabelledTextSpool spool(file, spool_folder);
  std::optional<Columns> found;
  for_each_record(file, columns.form, [&](std::span<const std::string> fields, std::size_t line) {
    if (!found) {
      found.emplace(columns, fields, fmt::format("{}:{}", file.name(), line));
      if (columns.has_heading || is_named(columns)) return;
    }
    for (const auto& column : found->labels) {
      for_each_label_of(fields[column.place], columns.label_separator, [&](std::string_view cell) {
        const std::string label = label_of(cell);
        if (!label.empty()) spool.add_label(column.kind, label, line);
      });
    }
    spool.end_document(text_of(fields, found->texts));
  });
  if (!found) throw Error(fmt::format("{}: is empty, expected a table", file.name()));
  return std::move(spool).finish(fmt::format("texts of {}", file.name()),
                                 fmt::format("labels of {}", file.name()));
}

LabelledText read_fasttext_lines(const TextFile& file, const std::string& prefix,
                                 const std::string& spool_folder) {
  LabelledTextSpool spool(file, spool_folder);
  std::size_t line_number = 0;
  std::string text;
  for (const std::string_view part : parts_of(file)) {
    for_each_line(part, [&](std::string_view line) {
      ++line_number;
      text.clear();
      for_each_fasttext_word(line, [&](std::string_view word) {
        if (word.starts_with(prefix)) {
          const std::string label = label_of(word.substr(prefix.size()));
          if (label.empty()) {
            throw Error(fmt::format("{}:{}: '{}' alone, expected a label's name behind it",
                                    file.name(), line_number, prefix));
          }
          return spool.add_label("", label, line_number);
        }
        if (!text.empty()) text += ' ';
        text += word;
      });
      spool.end_document(text);
    });
    file.release(part);
  }
  if (spool.labels_added() == 0) {
    throw Error(
        fmt::format("{}: no word begins with '{}', expected labels that do", file.name(), prefix));
  }
  return std::move(spool).finish(file.name(), file.name());
}

}  // namespace t2v
