#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "embedding/matrix.h"
#include "model/embedding_file.h"
#include "query/label_condition.h"
#include "query/search.h"
#include "text/corpus.h"
#include "text/text_file.h"

namespace t2v {

/// What documents are looked for.
struct DocumentQuery {
  std::vector<float> vector;  ///< [dim]: of terms, of a text or their sum
  LabelCondition condition;
  std::size_t top = 10;
};

/// The documents whose vectors (rows of `documents`, [documents, dim]) lie nearest to the query q,
/// best first, leaning towards the labels l of its condition by their contrast with the other
/// labels of their kind:
///
///   score(d) = cos(q, d) + weight * mean_l [ cos(l, d) - mean_{l' != l} cos(l', d) ]
///
/// Documents without a known word, whose vectors are zeros, are no answers.
std::vector<ScoredRow> nearest_documents(const EmbeddingModel& model, const Matrix& documents,
                                         const DocumentQuery& query);

/// The vectors of the documents of any text in the model's space, [lines, dim], by the options of
/// the model's training (embedding/document_inference.h).
/// @throws Error for options in the model that training cannot have written
Matrix infer_documents(const EmbeddingModel& model, const TextFile& corpus);

/// The vector of one document; line ends in `text` count as spaces.
/// @throws Error when the model knows none of its words
std::vector<float> infer_document(const EmbeddingModel& model, std::string_view text);

}  // namespace t2v
