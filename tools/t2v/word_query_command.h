#pragma once

#include <string>
#include <vector>

#include "query/word_query.h"

namespace t2v {

/// What sets `neighbors` and `contexts` apart.
struct WordQueryCommand {
  std::string name;
  std::string description;
  VectorTable ModelView::*rows;  ///< of the words that are asked for
  double label_weight;           ///< where the user gives none
};

/// The body of both.
void run_word_query(const WordQueryCommand& command, const std::vector<std::string>& arguments);

}  // namespace t2v
