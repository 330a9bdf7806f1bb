#include "embedding/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "embedding/random.h"

namespace t2v {
namespace {

constexpr std::uint64_t kBlocks = 1024;             // wanted blocks an epoch,
constexpr std::uint64_t kLeastBlockTokens = 256;    // unless they got smaller than this
constexpr std::uint64_t kMostBlockTokens = 10'000;  // or larger than this

std::vector<Segment> cut_segments(const Corpus& corpus) {
  std::vector<Segment> segments;
  segments.reserve(corpus.documents());
  for (std::size_t document = 0; document < corpus.documents(); ++document) {
    const std::uint64_t end = corpus.document_offsets[document + 1];
    for (std::uint64_t begin = corpus.document_offsets[document]; begin < end;) {
      const std::uint64_t next = std::min(begin + Schedule::kSegmentTokens, end);
      segments.push_back({begin, next, static_cast<std::uint32_t>(document)});
      begin = next;
    }
  }
  return segments;
}

/// A step near the golden section of `blocks` and without common divisor: a walk by it visits every
/// block once, and any part of the walk is spread evenly (a Weyl sequence).
std::size_t golden_step(std::size_t blocks) {
  auto step = static_cast<std::size_t>(
      std::llround(static_cast<double>(blocks) * (std::numbers::phi - 1.0)));
  step = std::max<std::size_t>(step, 1);
  while (std::gcd(step, blocks) != 1) ++step;
  return step;
}

}  // namespace

Schedule::Schedule(const Corpus& corpus) : segments_(cut_segments(corpus)) {
  const std::uint64_t block_tokens =
      std::clamp(corpus.tokens.size() / kBlocks, kLeastBlockTokens, kMostBlockTokens);
  std::uint64_t tokens = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    tokens += segments_[i].end - segments_[i].begin;
    if (tokens >= block_tokens || i + 1 == segments_.size()) {
      block_ends_.push_back(i + 1);
      tokens = 0;
    }
  }
  if (!block_ends_.empty()) step_ = golden_step(block_ends_.size());
}

std::size_t Schedule::block_at(std::uint64_t seed, std::uint32_t epoch, std::size_t turn) const {
  const std::size_t start = Random(seed, epoch)() % blocks();
  return (start + turn * step_) % blocks();
}

std::span<const Segment> Schedule::segments(std::size_t block) const {
  const std::size_t begin = block == 0 ? 0 : block_ends_[block - 1];
  return {segments_.data() + begin, segments_.data() + block_ends_[block]};
}

}  // namespace t2v
