#include "embedding/negative_sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/error.h"

namespace t2v {
namespace {

constexpr double kThresholdRange = 4294967296.0;  // 2^32

/// Shares scaled so that their mean is 1.
std::vector<double> scaled_shares(const Vocabulary& words, double exponent) {
  std::vector<double> shares(words.size());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const auto count = static_cast<double>(std::max<std::uint64_t>(words.count(word), 1));
    shares[word] = std::pow(count, exponent);
  }
  const double mean =
      std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
  for (double& share : shares) share /= mean;
  return shares;
}

}  // namespace

NegativeSampler::NegativeSampler(const Vocabulary& words, double exponent) {
  if (words.empty()) throw Error("negative sampling needs a vocabulary, this one is empty");
  std::vector<double> shares = scaled_shares(words, exponent);
  slots_.resize(shares.size());
  std::vector<std::uint32_t> poor;
  std::vector<std::uint32_t> rich;
  for (std::uint32_t word = 0; word < shares.size(); ++word) {
    slots_[word] = {~std::uint32_t{0}, word};
    (shares[word] < 1.0 ? poor : rich).push_back(word);
  }
  while (!poor.empty() && !rich.empty()) {
    const std::uint32_t taker = poor.back();
    const std::uint32_t giver = rich.back();
    poor.pop_back();
    slots_[taker] = {static_cast<std::uint32_t>(shares[taker] * kThresholdRange), giver};
    shares[giver] -= 1.0 - shares[taker];
    if (shares[giver] < 1.0) {
      rich.pop_back();
      poor.push_back(giver);
    }
  }
}

double NegativeSampler::probability(std::uint32_t word) const {
  double slots = 0;  // how many slots' worth of draws end at `word`
  for (std::uint32_t slot = 0; slot < slots_.size(); ++slot) {
    const double own = slots_[slot].threshold / kThresholdRange;
    if (slot == word) slots += own;
    if (slots_[slot].alias == word) slots += 1.0 - own;
  }
  return slots / static_cast<double>(slots_.size());
}

}  // namespace t2v
