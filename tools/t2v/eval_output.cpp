#include "eval_output.h"

#include <cstdint>
#include <iostream>
#include <limits>
#include <utility>
#include <vector>

#include "command/result_output.h"

namespace t2v {
namespace {

/// The names of the columns as a row of texts.
Table heading_of(const Table& table) {
  std::vector<Column> columns;
  std::vector<Cell> names;
  for (const Column& column : table.columns()) {
    columns.push_back({column.name});
    names.emplace_back(column.name);
  }
  Table heading(std::move(columns));
  heading.add_row(std::move(names));
  return heading;
}

}  // namespace

Column count_column(const std::string& name) {
  return {name, Alignment::kRight};
}

Cell count_cell(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

Column figure_column(const std::string& name, int decimals) {
  return {name, Alignment::kRight, decimals};
}

Cell figure_cell(double value) {
  return rounded(value);
}

Cell missing_cell() {
  return std::numeric_limits<double>::quiet_NaN();
}

void print_evaluation(const Table& figures, bool json) {
  const OutputStyle style = result_style(json);
  if (style == OutputStyle::kTsv) print_table(heading_of(figures), style);
  print_table(figures, style);
}

void print_evaluation(const Table& questions, const Table& figures, bool json) {
  print_evaluation(questions, json);
  if (!json) std::cout << '\n';
  print_evaluation(figures, json);
}

}  // namespace t2v
