#include "report/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <stdexcept>
#include <utility>

#include "report/plain_text.h"

namespace t2v {
namespace {

std::string decimal(double number, int decimals) {
  if (std::isnan(number)) return "-";
  std::string text = fmt::format("{:.{}f}", number, decimals);
  const bool negative_zero = text.find_first_not_of("-0.") == std::string::npos;
  return negative_zero && text.front() == '-' ? text.substr(1) : text;
}

}  // namespace

void Table::add_row(std::vector<Cell> cells) {
  if (cells.size() != columns_.size()) {
    throw std::invalid_argument("a table row needs one cell for each column");
  }
  rows_.push_back(std::move(cells));
}

std::string cell_text(const Cell& cell, const Column& column) {
  if (const auto* text = std::get_if<std::string>(&cell)) return plain_text(*text);
  if (const auto* number = std::get_if<double>(&cell)) return decimal(*number, column.decimals);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&cell)) {
    return plain_text(fmt::format("{}", fmt::join(*texts, " ")));
  }
  return fmt::to_string(std::get<std::int64_t>(cell));
}

void write_table(std::ostream& out, const Table& table, OutputStyle style) {
  switch (style) {
    case OutputStyle::kTsv:
      return write_tsv(out, table);
    case OutputStyle::kJson:
      return write_json_lines(out, table);
    case OutputStyle::kTerminal:
      return write_terminal_table(out, table, /*colors=*/false);
    case OutputStyle::kColorTerminal:
      return write_terminal_table(out, table, /*colors=*/true);
  }
}

}  // namespace t2v
