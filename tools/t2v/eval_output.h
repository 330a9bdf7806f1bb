#pragma once

#include <cstddef>
#include <string>

#include "report/table.h"

namespace t2v {

// What `t2v eval` prints has one shape: a row for each system that is compared (a way to ask, a
// section of questions, a kind of loss), what it is called in the first columns, how much it was
// asked and its figures in the others.

/// A column of counts.
Column count_column(const std::string& name);
Cell count_cell(std::size_t count);

/// A column of shares, means and correlations.
Column figure_column(const std::string& name, int decimals = 4);
/// @param value NaN where there is nothing to measure
Cell figure_cell(double value);

/// Where a row has nothing to say.
Cell missing_cell();

/// Prints the table to standard output: aligned on a terminal, tab-separated elsewhere with the
/// columns' names in the first line, or with `json` one object a row.
void print_evaluation(const Table& figures, bool json);

/// The questions one by one, then the figures; an empty line between them unless `json`.
void print_evaluation(const Table& questions, const Table& figures, bool json);

}  // namespace t2v
