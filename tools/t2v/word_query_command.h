#pragma once

#include <string>
#include <vector>

#include "query/word_query.h"

namespace t2v {

/// What sets `neighbors` and `contexts` apart.
struct WordQueryCommand {
  std::string name;
  std::string description;
  std::vector<Answer> (*ask)(const EmbeddingModel&, const WordQuery&);
  double label_weight;  ///< where the user gives none
};

/// The body of both.
void run_word_query(const WordQueryCommand& command, const std::vector<std::string>& arguments);

}  // namespace t2v
