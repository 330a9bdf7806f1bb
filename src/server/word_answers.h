#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/embedding_file.h"
#include "model/model_view.h"
#include "query/answer.h"
#include "query/completion.h"
#include "query/word_search.h"
#include "server/http_server.h"
#include "server/words_json.h"

namespace t2v {

/// Answers that are words: what `t2v neighbors`, `contexts` and `analogy` answer, and completion.
/// From many threads at once.
class WordAnswers {
 public:
  static constexpr std::size_t kMostAnswers = 1000;

  /// Both must outlive this object.
  WordAnswers(const EmbeddingModel& model, const WordsJson& words_json);

  /// q, n -> {"completions": [{key, type, count}]}
  HttpAnswer complete(const HttpRequest& request) const;
  /// q..., label..., weight, n, min_count -> {"query": [...], "remarks": [...], "results": [{key,
  /// type, score, count, affinity}]}
  HttpAnswer neighbors(const HttpRequest& request) const;
  HttpAnswer contexts(const HttpRequest& request) const;
  /// q... or sentence, n, min_count, mode (counterpart, add, mul)
  HttpAnswer analogy(const HttpRequest& request) const;

 private:
  HttpAnswer word_query(const HttpRequest& request, const VectorTable& rows,
                        double label_weight) const;
  HttpAnswer answer_of(const ResolvedTerms& resolved, const VectorTable& rows,
                       const WordQuestion& question, const AnswerLimits& limits) const;

  ModelView model_;
  const WordsJson& words_json_;
  CompletionIndex completion_;
};

/// Terms as they may be asked again: with sign and, where it matters, `word:` or `label:`.
std::vector<std::string> typed_terms(std::span<const Term> terms, const ModelView& model);

}  // namespace t2v
