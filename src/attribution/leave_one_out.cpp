#include "attribution/leave_one_out.h"

#include <algorithm>
#include <numeric>

#include "attribution/deletion_logits.h"

namespace t2v {
namespace {

/// Token numbers that lie in memory at once (16 MiB).
constexpr std::size_t kNumbersAtOnce = std::size_t{1} << 22;

std::vector<std::uint32_t> all_tokens(std::size_t tokens) {
  std::vector<std::uint32_t> all(tokens);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

}  // namespace

Attribution leave_one_out(const PerturbedText& text) {
  Attribution attribution;
  const std::size_t tokens = text.tokens();
  if (tokens == 0) return attribution;
  const std::vector<std::uint32_t> all = all_tokens(tokens);
  const double whole = text.outputs({&all, 1}).front();
  const std::size_t at_once = std::max<std::size_t>(kNumbersAtOnce / tokens, 1);
  std::vector<std::vector<std::uint32_t>> kept;
  for (std::size_t first = 0; first < tokens; first += at_once) {
    const std::size_t last = std::min(first + at_once, tokens);
    kept.assign(last - first, all);
    for (std::size_t token = first; token < last; ++token) {
      auto& without = kept[token - first];
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(token));
    }
    for (const double output : text.outputs(kept)) attribution.scores.push_back(whole - output);
  }
  return attribution;
}

Attribution leave_one_out(const Classifier& classifier, const ForwardPass& pass,
                          const Target& target, const MethodOptions& /*options*/) {
  if (pass.tokens <= classifier.shape().widest()) {
    return leave_one_out(PerturbedPass(classifier, pass, target));
  }
  const std::vector<float> logits = deletion_logits(classifier.model().network, pass);
  const std::size_t labels = classifier.shape().labels;
  const auto output = [&](std::size_t row) {
    return output_of(classifier, {logits.data() + row * labels, labels}, target);
  };
  Attribution attribution;
  const double whole = output(pass.tokens);
  for (std::size_t token = 0; token < pass.tokens; ++token) {
    attribution.scores.push_back(whole - output(token));
  }
  return attribution;
}

}  // namespace t2v
