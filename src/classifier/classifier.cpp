#include "classifier/classifier.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "classifier/filter_kernel.h"
#include "classifier/probability.h"
#include "text/normalize.h"

namespace t2v {

/// Responses of rows, computed when first asked for. Whoever computes a row first publishes it;
/// another thread that computed it too at the same moment throws its copy away.
class Classifier::ResponseStore {
 public:
  explicit ResponseStore(const TextCnn& network)
      : taps_(network.taps),
        kept_(std::min(network.shape.rows(), kKeptBytes / bytes_of_row(network.shape))) {}
  ~ResponseStore() {
    for (auto& row : kept_) delete[] row.load(std::memory_order_relaxed);
  }
  ResponseStore(const ResponseStore&) = delete;
  ResponseStore& operator=(const ResponseStore&) = delete;

  const float* get(const TextCnn& network, std::uint32_t row, std::vector<float>& room) {
    const float* const x = network.embedding.row(row);
    if (row >= kept_.size()) {
      room.resize(taps_.columns());
      filter_responses(taps_, {&x, 1}, room.data());
      return room.data();
    }
    if (const float* known = kept_[row].load(std::memory_order_acquire)) return known;
    auto computed = std::make_unique<float[]>(taps_.columns());
    filter_responses(taps_, {&x, 1}, computed.get());
    float* expected = nullptr;
    if (kept_[row].compare_exchange_strong(expected, computed.get(), std::memory_order_acq_rel))
      return computed.release();
    return expected;
  }

 private:
  /// Of its responses. A network without filters has none, but nothing may be divided by 0.
  static std::size_t bytes_of_row(const CnnShape& shape) {
    return std::max<std::size_t>(shape.columns() * sizeof(float), 1);
  }

  PackedTaps taps_;
  std::vector<std::atomic<float*>> kept_;  ///< by row; words are in order of frequency
};

Classifier::Classifier(CnnModel model)
    : model_(std::move(model)), store_(std::make_unique<ResponseStore>(model_.network)) {}

Classifier::~Classifier() = default;

std::uint32_t Classifier::row_of(std::string_view token) const {
  const auto id = model_.words.id(token);
  return id ? *id + kFirstWordRow : kUnknownRow;
}

EncodedText Classifier::encode(std::string_view text) const {
  EncodedText encoded;
  encoded.text = std::move(normalize(text).text);
  std::ranges::replace(encoded.text, '\n', ' ');
  std::ranges::replace(encoded.text, '\r', ' ');
  std::vector<std::string_view> tokens;
  model_.tokenizer->tokenize(encoded.text, tokens);
  for (const std::string_view token : tokens) {
    const auto begin = static_cast<std::size_t>(token.data() - encoded.text.data());
    encoded.spans.push_back({begin, begin + token.size()});
    encoded.rows.push_back(row_of(token));
  }
  return encoded;
}

const float* Classifier::responses(std::uint32_t row, std::vector<float>& room) const {
  return store_->get(model_.network, row, room);
}

ForwardPass Classifier::forward(std::span<const std::uint32_t> rows) const {
  ForwardPass pass;
  pass.tokens = rows.size();
  pass.rows.assign(rows.begin(), rows.end());
  pass.rows.resize(shape().positions(rows.size()), kPaddingRow);
  std::vector<float> room;
  for (const std::uint32_t row : pass.rows) {
    const float* found = responses(row, room);
    if (found == room.data()) found = pass.own_responses.emplace_back(std::move(room)).data();
    pass.responses.push_back(found);
    room = {};
  }
  pass.activation.resize(shape().features());
  pass.window.resize(shape().features());
  max_over_time(shape(), pass.responses, model_.network.bias.data(), pass.activation.data(),
                pass.window.data());
  pass.logits.resize(shape().labels);
  logits(pass.activation.data(), pass.logits);
  return pass;
}

void Classifier::logits(const float* activation, std::span<float> logits) const {
  output_layer(model_.network, activation, logits);
}

std::vector<double> Classifier::probabilities(std::span<const float> logits) const {
  std::vector<double> result(logits.begin(), logits.end());
  if (model_.multi_label) {
    std::ranges::transform(result, result.begin(), sigmoid);
  } else {
    softmax(result);
  }
  return result;
}

}  // namespace t2v
