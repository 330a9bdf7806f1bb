#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "model/embedding_file.h"
#include "model/model_view.h"
#include "query/answer.h"
#include "server/http_server.h"
#include "server/parameters.h"
#include "server/words_json.h"

namespace t2v {

/// Answers that are labels, and what leads to them: `t2v labels`, and the purpose-driven search
/// from what is blamed under one label to the labels that are praised for its counterpart. From
/// many threads at once.
class LabelAnswers {
 public:
  /// Both must outlive this object.
  LabelAnswers(const EmbeddingModel& model, const WordsJson& words_json)
      : model_(model), view_(model), words_json_(words_json) {}

  /// q..., kind, like, n, min_count -> {"results": [{key, score where terms were asked, documents,
  /// kind}]}
  HttpAnswer labels(const HttpRequest& request) const;

  /// label, from, to, n -> {"label", "from", "to", "complaints": [{key, score, count, affinity}],
  /// "praises": [the same]}
  HttpAnswer praise(const HttpRequest& request) const;

  /// word, from, to, kind, n, -> {"counterpart": [{key, score, count, affinity}], "labels": [{key,
  /// score, documents, kind}]}: the words that play the part of `word` under the label `to`, and
  /// the labels that are praised for the first kAskedCounterparts of them
  HttpAnswer counterpart(const HttpRequest& request) const;

  static constexpr std::size_t kAskedCounterparts = 3;

 private:
  OppositeLabels sides_of(const Parameters& parameters) const;
  nlohmann::ordered_json labels_json(const std::vector<Answer>& labels, bool scored) const;
  std::vector<std::uint32_t> candidates(const Parameters& parameters) const;

  const EmbeddingModel& model_;
  ModelView view_;
  const WordsJson& words_json_;
};

}  // namespace t2v
