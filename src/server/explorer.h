#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "classifier/cnn_model.h"
#include "model/embedding_file.h"
#include "server/explanation_answers.h"
#include "server/http_server.h"
#include "server/label_answers.h"
#include "server/map_answers.h"
#include "server/suspect_answers.h"
#include "server/word_answers.h"
#include "server/words_json.h"

namespace t2v {

/// The labelled documents that suspects are looked for in.
struct SuspectFiles {
  std::string corpus;
  std::string labels;
};

/// What is explored beside the vectors.
struct ExplorerOptions {
  std::string name;             ///< of the model, to be shown
  std::optional<CnnModel> cnn;  ///< explains texts
  std::optional<SuspectFiles> suspects;
};

/// All that can be asked of a model over HTTP: the JSON API and the page that uses it.
class Explorer {
 public:
  /// @throws Error where the files of suspects cannot be read
  Explorer(EmbeddingModel model, ExplorerOptions options);
  Explorer(const Explorer&) = delete;
  Explorer& operator=(const Explorer&) = delete;

  /// This object must outlive them.
  std::vector<HttpRoute> routes();

 private:
  HttpAnswer health(const HttpRequest& request) const;
  HttpAnswer about_model(const HttpRequest& request) const;
  HttpAnswer explain(const HttpRequest& request) const;
  HttpAnswer suspects(const HttpRequest& request) const;

  std::string name_;
  EmbeddingModel model_;
  WordsJson words_json_;
  WordAnswers words_;
  LabelAnswers labels_;
  MapAnswers maps_;
  std::optional<ExplanationAnswers> explanations_;
  std::optional<SuspectAnswers> suspects_;
};

}  // namespace t2v
