#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "query/answer.h"
#include "report/output_style.h"
#include "report/table.h"
#include "text/vocabulary.h"

namespace t2v {

/// How results go to standard output: JSON where it was asked for, a table on a terminal (coloured
/// unless $NO_COLOR is set), else tab-separated values.
OutputStyle result_style(bool json_asked);

/// `value` to six decimals, which is what float vectors are good for.
double rounded(double value);

void print_table(const Table& table, OutputStyle style);

/// One JSON object on a line, for what is no table.
void print_json(const nlohmann::ordered_json& object);

/// Prints key, score and count of every answer; `kind` ("word" or "label") is the key's name.
void print_answers(const std::vector<Answer>& answers, const std::string& kind, OutputStyle style);

/// Prints the first keys of a vocabulary with their counts.
void print_counts(const Vocabulary& vocabulary, const AnswerLimits& limits, const std::string& kind,
                  OutputStyle style);

}  // namespace t2v
