#include "query/nearest_documents.h"

#include <algorithm>
#include <optional>
#include <string>

#include "embedding/document_inference.h"
#include "model/missing_parts.h"
#include "model/training_record.h"
#include "query/similarity.h"
#include "text/error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

/// The vector that a document's cosine is taken with: cosines are linear in it.
std::vector<float> left_side(const EmbeddingModel& model, const DocumentQuery& query) {
  std::vector<float> left = unit_vector(query.vector);
  const LabelCondition& condition = query.condition;
  for (const std::uint32_t label : condition.labels) {
    const auto contrast = contrast_vector(label, other_labels_of_kind(label, model.labels),
                                          model.vectors.label_input);
    const double share = condition.weight / static_cast<double>(condition.labels.size());
    for (std::size_t i = 0; i < left.size(); ++i)
      left[i] += static_cast<float>(share * contrast[i]);
  }
  return left;
}

bool is_zero(std::span<const float> vector) {
  return std::all_of(vector.begin(), vector.end(), [](float value) { return value == 0; });
}

}  // namespace

std::vector<ScoredRow> nearest_documents(const EmbeddingModel& model, const Matrix& documents,
                                         const DocumentQuery& query) {
  const RowSimilarity similarity(documents, left_side(model, query));
  return best_rows(static_cast<std::uint32_t>(documents.rows()), query.top,
                   [&](std::uint32_t document) -> std::optional<float> {
                     if (is_zero(documents.vector(document))) return std::nullopt;
                     return similarity(document);
                   });
}

Matrix infer_documents(const EmbeddingModel& model, const TextFile& corpus) {
  require_output_vectors(model);
  const DocumentInference inference(model.vectors, model.words,
                                    recorded_training_options(model.options_json));
  return inference.infer(encode_with_vocabulary(corpus, *model.tokenizer, model.words));
}

std::vector<float> infer_document(const EmbeddingModel& model, std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const Matrix vectors = infer_documents(model, TextFile::from_string(line + '\n', "the text"));
  const auto vector = vectors.vector(0);
  if (is_zero(vector)) throw Error("the text holds no word that the model knows");
  return {vector.begin(), vector.end()};
}

}  // namespace t2v
