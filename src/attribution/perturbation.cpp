#include "attribution/perturbation.h"

#include <algorithm>
#include <stdexcept>

#include "attribution/subset_kernel.h"

namespace t2v {
namespace {

/// Texts of a batch: their activations together stay in the second-level cache.
constexpr std::size_t kTextsAtOnce = 128;

/// Adds the text of `kept` to `batch`, padded to the widest window.
void add_text(const ForwardPass& pass, const std::vector<std::uint32_t>& kept, const float* padding,
              std::size_t widest, PerturbedBatch& batch) {
  if (!kept.empty() && kept.back() >= pass.tokens) {
    throw std::invalid_argument("a kept token lies behind the text");
  }
  for (const std::uint32_t position : kept) batch.responses.push_back(pass.responses[position]);
  for (std::size_t i = kept.size(); i < widest; ++i) batch.responses.push_back(padding);
  batch.begins.push_back(batch.responses.size());
}

}  // namespace

std::vector<double> PerturbedPass::outputs(std::span<const std::vector<std::uint32_t>> kept) const {
  const CnnShape& shape = classifier_.shape();
  const std::size_t features = shape.features();
  std::vector<float> padding_room;
  const float* padding = classifier_.responses(kPaddingRow, padding_room);
  std::vector<float> activation(std::min(kept.size(), kTextsAtOnce) * features);
  std::vector<float> logits(shape.labels);
  std::vector<double> outputs;
  outputs.reserve(kept.size());
  PerturbedBatch batch;
  for (std::size_t first = 0; first < kept.size(); first += kTextsAtOnce) {
    const auto texts = kept.subspan(first, std::min(kTextsAtOnce, kept.size() - first));
    batch.responses.clear();
    batch.begins = {0};
    for (const auto& text : texts) add_text(pass_, text, padding, shape.widest(), batch);
    max_over_time_of_all(shape, batch, classifier_.model().network.bias, activation);
    for (std::size_t text = 0; text < texts.size(); ++text) {
      classifier_.logits(activation.data() + text * features, logits);
      outputs.push_back(output_of(classifier_, logits, target_));
    }
  }
  return outputs;
}

}  // namespace t2v
