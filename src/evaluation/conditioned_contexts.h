#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "evaluation/word_polarity.h"
#include "model/embedding_file.h"
#include "query/word_query.h"
#include "text/text_file.h"

namespace t2v {

/// A query that takes a label: contexts() or neighbors().
using ConditionedQuery =
    std::function<std::vector<Answer>(const EmbeddingModel& model, const WordQuery& query)>;

/// What is measured: for each aspect word and each of the two labels, the `top` best answers.
struct ConditionedContextsOptions {
  std::uint32_t negative_label = 0;  ///< id in the model
  std::uint32_t positive_label = 0;  ///< id in the model
  std::size_t top = 20;              ///< answers judged
  std::size_t pool = 300;            ///< answers of the query without a label that count as topical
  double least_magnitude = 0.1;      ///< of a log-odds that counts as having a sign
};

/// Two figures that pull against each other as the label weight grows.
struct ConditionedContextsScore {
  double label_weight = 0;
  double polarity = 0;    ///< share of answers whose log-odds has the label's sign and a magnitude
                          ///< above the least
  double topicality = 0;  ///< share of answers that are in the pool
  std::size_t answers = 0;
};

struct Aspects {
  std::vector<std::uint32_t> words;  ///< ids in the model
  std::vector<std::string> unknown;  ///< aspects that are no words of the model
};

/// Aspect words, one a line; empty lines are passed over.
/// @throws Error when none of them is a word of the model
Aspects read_aspects(const TextFile& file, const EmbeddingModel& model);

/// Asks `query` for every aspect under both labels and judges the answers by `polarity`, which
/// should be measured on documents that were not trained on.
ConditionedContextsScore evaluate_conditioned_query(const EmbeddingModel& model,
                                                    std::span<const std::uint32_t> aspects,
                                                    const WordPolarity& polarity,
                                                    const ConditionedQuery& query,
                                                    double label_weight,
                                                    const ConditionedContextsOptions& options);

}  // namespace t2v
