#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "report/output_style.h"

namespace t2v {

enum class Alignment { kLeft, kRight };

struct Column {
  std::string name;  ///< heading on a terminal, key in JSON
  Alignment alignment = Alignment::kLeft;
  int decimals = 4;  ///< of numbers; JSON has them whole
  bool bar = false;  ///< on a terminal, draw each number's size beside it
};

/// Text in UTF-8, a number (NaN: not known), an integer, or a list of texts.
using Cell = std::variant<std::string, double, std::int64_t, std::vector<std::string>>;

/// Results in rows and columns.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// @throws std::invalid_argument when there is not one cell for each column
  void add_row(std::vector<Cell> cells);

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<std::vector<Cell>>& rows() const { return rows_; }

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// A cell as text on one line: numbers with the column's decimals, "-" for one that is not known,
/// the texts of a list with spaces between them.
std::string cell_text(const Cell& cell, const Column& column);

/// A line a row, cells separated by tabs, nothing else. Tabs and line ends in texts become spaces.
void write_tsv(std::ostream& out, const Table& table);

/// A JSON object a line with the columns' names as keys, in their order; a number that is not
/// finite is null.
void write_json_lines(std::ostream& out, const Table& table);

/// A heading and aligned columns, by the width characters have on a terminal. Nothing at all for a
/// table without rows.
void write_terminal_table(std::ostream& out, const Table& table, bool colors);

/// One of the above.
void write_table(std::ostream& out, const Table& table, OutputStyle style);

}  // namespace t2v
