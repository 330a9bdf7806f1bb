#pragma once

#include <memory>

#include "classifier/classifier.h"
#include "server/http_server.h"

namespace t2v {

/// What `t2v-attribute explain` answers: a classifier's decision on a text, and the words that made
/// it. From many threads at once.
class ExplanationAnswers {
 public:
  /// Words of a text at most: some methods ask the classifier thousands of times.
  static constexpr std::size_t kMostWords = 2000;

  explicit ExplanationAnswers(CnnModel model)
      : classifier_(std::make_shared<const Classifier>(std::move(model))) {}

  /// text, method (integrated-gradients), target (the label that was decided for), output (logit,
  /// probability) -> {"text" (normalised; all offsets are into it), "classes": [{label,
  /// probability, logit}], "predicted": [labels], "method", "target", "output", "delta", "words":
  /// [{text, begin, end (bytes), begin_code_point, end_code_point, score}]}
  HttpAnswer explain(const HttpRequest& request) const;

  const CnnModel& model() const { return classifier_->model(); }

 private:
  std::shared_ptr<const Classifier> classifier_;
};

}  // namespace t2v
