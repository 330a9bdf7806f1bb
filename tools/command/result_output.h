#pragma once

#include <nlohmann/json.hpp>

#include "report/output_style.h"
#include "report/quantity.h"
#include "report/table.h"

namespace t2v {

/// How results go to standard output: JSON where it was asked for, a table on a terminal (coloured
/// unless $NO_COLOR is set), else tab-separated values.
OutputStyle result_style(bool json_asked);

void print_table(const Table& table, OutputStyle style);

/// One JSON object on a line, for what is no table.
void print_json(const nlohmann::ordered_json& object);

}  // namespace t2v
