#pragma once

#include <string>
#include <vector>

#include "query/word_query.h"

namespace t2v {

/// The body of `neighbors` and `contexts`, which differ in nothing but what they ask.
void run_word_query(const std::string& name, const std::string& description,
                    std::vector<Answer> (*ask)(const EmbeddingModel&, const WordQuery&),
                    const std::vector<std::string>& arguments);

}  // namespace t2v
