#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/embedding_file.h"
#include "query/analogy.h"
#include "query/answer.h"
#include "text/text_file.h"

namespace t2v {

/// "query - from + to" and the words that would be good answers.
struct LabelAnalogy {
  std::string query;
  std::string from;
  std::string to;
  std::vector<std::string> accepted;
  std::string place;  ///< file:line, for messages
};

/// Rows of `query<TAB>from<TAB>to<TAB>accepted answers`, the answers separated by spaces or tabs;
/// empty lines are passed over and every cell is normalised.
/// @throws Error naming file:line for a row with an empty or missing cell, and for a file without
///   rows
std::vector<LabelAnalogy> read_label_analogies(const TextFile& file);

struct LabelAnalogyResult {
  LabelAnalogy analogy;
  bool asked = false;               ///< false: the query is no word of the model
  std::optional<std::size_t> rank;  ///< of the best accepted answer, from 1; none: not one is known
  std::vector<Answer> first;        ///< the first ten answers
};

struct LabelAnalogyReport {
  std::vector<LabelAnalogyResult> results;  ///< in the order of the file
  std::size_t asked = 0;                    ///< rows whose query is a word of the model
  double coverage = 0;                      ///< asked over all rows
  // Over the rows that were asked; 0 where there are none.
  double hit_at_1 = 0;              ///< share with an accepted first answer
  double hit_at_10 = 0;             ///< share with an accepted answer among the first ten
  double mean_reciprocal_rank = 0;  ///< mean of 1/rank; 0 for a row without known answers
};

/// A row of label analogies as ids of the model.
struct LabelQuestion {
  std::uint32_t query = 0;  ///< a word
  std::uint32_t from = 0;   ///< a label
  std::uint32_t to = 0;     ///< a label
};

/// A way to ask for the word that is to `to` what the query is to `from`.
using LabelQuery = std::function<std::vector<Answer>(
    const EmbeddingModel& model, const LabelQuestion& question, const AnswerLimits& limits)>;

/// analogy(): query - from + to.
LabelQuery by_analogy(const AnalogyOptions& options);

/// neighbors() of the query under the label `to`; `from` is not made use of.
LabelQuery by_neighbors(double label_weight);

/// Asks every row, its query as a word. A row whose accepted answers are no words of the model
/// counts as a miss.
/// @throws Error naming file:line for a `from` or `to` that is no label of the model
LabelAnalogyReport evaluate_label_analogies(const EmbeddingModel& model,
                                            std::span<const LabelAnalogy> analogies,
                                            const LabelQuery& query);

}  // namespace t2v
