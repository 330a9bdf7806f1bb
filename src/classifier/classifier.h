#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/cnn_model.h"
#include "classifier/forward_pass.h"

namespace t2v {

/// Bytes [begin, end) of a text.
struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A text as the classifier sees it.
struct EncodedText {
  std::string text;                 ///< normalised
  std::vector<TextSpan> spans;      ///< of the tokens in `text`, in order
  std::vector<std::uint32_t> rows;  ///< of the embedding, one a token; may be kUnknownRow

  std::size_t tokens() const { return spans.size(); }
  std::string_view token(std::size_t index) const {
    return std::string_view(text).substr(spans[index].begin, spans[index].end - spans[index].begin);
  }
};

/// Classifies texts with a trained network. Keeps the responses of words it has met (the most
/// frequent ones, within kKeptBytes), so that a known word costs additions only. May be used from
/// many threads at once.
class Classifier {
 public:
  /// Memory for kept responses, in bytes.
  static constexpr std::size_t kKeptBytes = std::size_t{256} << 20;

  explicit Classifier(CnnModel model);
  ~Classifier();
  Classifier(const Classifier&) = delete;
  Classifier& operator=(const Classifier&) = delete;

  const CnnModel& model() const { return model_; }
  const CnnShape& shape() const { return model_.network.shape; }

  /// Normalises and tokenises. A line break counts as white space.
  EncodedText encode(std::string_view text) const;

  /// Row of the embedding for a word as the tokenizer gives it.
  std::uint32_t row_of(std::string_view token) const;

  /// The network's way from `rows` (one a token, none allowed) to logits.
  ForwardPass forward(std::span<const std::uint32_t> rows) const;

  /// logit_l = output_bias_l + <output_l, activation>. @param activation [features]
  void logits(const float* activation, std::span<float> logits) const;

  /// Softmax over `logits`, or a sigmoid of each where the model is multi-label.
  std::vector<double> probabilities(std::span<const float> logits) const;

  /// Responses [columns] to a row of the embedding: kept ones, or, where the row is
  /// not kept, computed into `room` (resized; the result points into it).
  const float* responses(std::uint32_t row, std::vector<float>& room) const;

 private:
  class ResponseStore;
  CnnModel model_;
  std::unique_ptr<ResponseStore> store_;
};

}  // namespace t2v
