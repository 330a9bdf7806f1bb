#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"
#include "query/main_labels.h"

namespace t2v {

/// Words as answers tell them, with their leaning to the main labels of a model. From many threads
/// at once.
class WordsJson {
 public:
  /// `model` must outlive this object.
  explicit WordsJson(const EmbeddingModel& model) : labels_(model.labels), main_labels_(model) {}

  const MainLabels& main_labels() const { return main_labels_; }

  /// {"부정": 0.3, "긍정": -0.3}, to three decimals.
  nlohmann::ordered_json affinity(std::uint32_t word) const;

  /// [{key, type, score, count, affinity}]
  nlohmann::ordered_json operator()(const std::vector<Answer>& words) const;

 private:
  const Vocabulary& labels_;
  MainLabels main_labels_;
};

}  // namespace t2v
