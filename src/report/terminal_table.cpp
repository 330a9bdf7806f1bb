#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/bar.h"
#include "report/display_width.h"
#include "report/plain_text.h"
#include "report/table.h"

namespace t2v {
namespace {

constexpr std::size_t kBarColumns = 12;
constexpr std::string_view kGap = "  ";

// ANSI escape sequences (ECMA-48, SGR).
constexpr std::string_view kHeading = "\x1b[1m";    // bold
constexpr std::string_view kPositive = "\x1b[32m";  // green
constexpr std::string_view kNegative = "\x1b[31m";  // red
constexpr std::string_view kReset = "\x1b[0m";

struct TerminalCell {
  std::string text;
  std::string_view color;  ///< empty: as it comes
};

using TerminalRow = std::vector<TerminalCell>;

struct TerminalColumn {
  Alignment alignment;
  std::size_t width = 0;
};

double magnitude(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    return std::fabs(static_cast<double>(*integer));
  }
  const auto* number = std::get_if<double>(&cell);
  return number != nullptr && std::isfinite(*number) ? std::fabs(*number) : 0;
}

bool is_negative(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return *integer < 0;
  const auto* number = std::get_if<double>(&cell);
  return number != nullptr && *number < 0;
}

/// The largest magnitude in each column, which the bars are drawn by.
std::vector<double> largest_magnitudes(const Table& table) {
  std::vector<double> largest(table.columns().size(), 0);
  for (const std::vector<Cell>& row : table.rows()) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      largest[i] = std::max(largest[i], magnitude(row[i]));
    }
  }
  return largest;
}

TerminalRow heading_of(const Table& table) {
  TerminalRow heading;
  for (const Column& column : table.columns()) {
    heading.push_back({plain_text(column.name), kHeading});
    if (column.bar) heading.push_back({});
  }
  return heading;
}

TerminalRow terminal_row(const Table& table, const std::vector<Cell>& row,
                         const std::vector<double>& largest) {
  TerminalRow cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Column& column = table.columns()[i];
    cells.push_back({cell_text(row[i], column), {}});
    if (!column.bar) continue;
    const double share = largest[i] > 0 ? magnitude(row[i]) / largest[i] : 0;
    cells.push_back({bar(share, kBarColumns), is_negative(row[i]) ? kNegative : kPositive});
  }
  return cells;
}

std::vector<TerminalColumn> layout(const Table& table, const std::vector<TerminalRow>& rows) {
  std::vector<TerminalColumn> columns;
  for (const Column& column : table.columns()) {
    columns.push_back({column.alignment});
    if (column.bar) columns.push_back({Alignment::kLeft});
  }
  for (const TerminalRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      columns[i].width = std::max(columns[i].width, display_width(row[i].text));
    }
  }
  return columns;
}

std::string render(const TerminalRow& row, const std::vector<TerminalColumn>& columns,
                   bool colors) {
  std::string line;
  std::string pending;  // spaces that nothing may follow
  for (std::size_t i = 0; i < row.size(); ++i) {
    const TerminalCell& cell = row[i];
    const std::string padding(columns[i].width - display_width(cell.text), ' ');
    if (i > 0) pending += kGap;
    if (columns[i].alignment == Alignment::kRight) pending += padding;
    if (!cell.text.empty()) {
      const bool colored = colors && !cell.color.empty();
      line += pending;
      line += colored ? fmt::format("{}{}{}", cell.color, cell.text, kReset) : cell.text;
      pending.clear();
    }
    if (columns[i].alignment == Alignment::kLeft) pending += padding;
  }
  return line;
}

}  // namespace

void write_terminal_table(std::ostream& out, const Table& table, bool colors) {
  if (table.rows().empty()) return;
  const std::vector<double> largest = largest_magnitudes(table);
  std::vector<TerminalRow> rows = {heading_of(table)};
  for (const std::vector<Cell>& row : table.rows()) {
    rows.push_back(terminal_row(table, row, largest));
  }
  const std::vector<TerminalColumn> columns = layout(table, rows);
  for (const TerminalRow& row : rows) out << render(row, columns, colors) << '\n';
}

}  // namespace t2v
