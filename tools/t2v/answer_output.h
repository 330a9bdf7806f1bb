#pragma once

#include <string>
#include <vector>

#include "query/answer.h"
#include "report/output_style.h"
#include "text/vocabulary.h"

namespace t2v {

/// Prints key, score and count of every answer; `kind` ("word" or "label") is the key's name.
void print_answers(const std::vector<Answer>& answers, const std::string& kind, OutputStyle style);

/// Prints the answers to several queries, each behind its query.
void print_answers_of_queries(const std::vector<std::string>& queries,
                              const std::vector<std::vector<Answer>>& answers, OutputStyle style);

}  // namespace t2v
