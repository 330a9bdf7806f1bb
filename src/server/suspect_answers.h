#pragma once

#include <string>

#include "attribution/suspect_reasons.h"
#include "model/embedding_file.h"
#include "query/labelled_documents.h"
#include "server/background_work.h"
#include "server/http_server.h"
#include "text/text_file.h"

namespace t2v {

/// What `t2v suspects` answers: looked for once, in the background, from the beginning on. From
/// many threads at once.
class SuspectAnswers {
 public:
  static constexpr std::size_t kMostSuspects = 1000;

  /// `model` must outlive this object.
  /// @throws Error where a file is missing or they do not fit each other
  SuspectAnswers(const EmbeddingModel& model, const std::string& corpus_path,
                 const std::string& labels_path);

  /// n, phrases -> {"documents", "suspects" (how many), "results": [{line, label, looks_like,
  /// probability, phrases, text}]}, or, of status 202, {"progress": 0 to 1, "done": false}
  HttpAnswer suspects(const HttpRequest& request) const;

 private:
  struct Findings {
    std::vector<Suspect> ranking;
    std::size_t suspects = 0;  ///< of the ranking
    std::unique_ptr<const SuspectReasons> reasons;
  };

  Findings find(const BackgroundWork<Findings>::Report& report) const;

  const EmbeddingModel& model_;
  TextFile corpus_;
  LabelledDocuments documents_;      ///< views into corpus_
  BackgroundWork<Findings> search_;  ///< last: it uses the others
};

}  // namespace t2v
