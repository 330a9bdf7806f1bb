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

/// The segment that begins at position `begin` of `document`.
Segment segment_at(const Offsets& document_offsets, std::size_t document, std::uint64_t begin) {
  const std::uint64_t end =
      std::min(begin + Schedule::kSegmentTokens, document_offsets[document + 1]);
  return {begin, end, static_cast<std::uint32_t>(document)};
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

Schedule::Schedule(const Corpus& corpus) : document_offsets_(corpus.document_offsets) {
  const std::uint64_t tokens = corpus.tokens.size();
  const std::uint64_t block_tokens =
      std::clamp(tokens / kBlocks, kLeastBlockTokens, kMostBlockTokens);
  bool is_open = false;
  for (std::size_t document = 0; document < corpus.documents(); ++document) {
    const std::uint64_t document_end = document_offsets_[document + 1];
    for (std::uint64_t at = document_offsets_[document]; at < document_end;) {
      if (!is_open) blocks_.push_back({at, at, static_cast<std::uint32_t>(document)});
      at = segment_at(document_offsets_, document, at).end;
      blocks_.back().end = at;
      is_open = at - blocks_.back().begin < block_tokens;
    }
  }
  if (!blocks_.empty()) step_ = golden_step(blocks_.size());
}

std::size_t Schedule::block_at(std::uint64_t seed, std::uint32_t epoch, std::size_t turn) const {
  const std::size_t start = Random(seed, epoch)() % blocks();
  return (start + turn * step_) % blocks();
}

std::uint64_t Schedule::tokens_before(std::uint64_t seed, std::uint64_t turns) const {
  if (blocks_.empty()) return 0;
  const std::uint64_t epochs = turns / blocks();
  std::uint64_t tokens = epochs * blocks_.back().end;
  for (std::uint64_t turn = epochs * blocks(); turn < turns; ++turn) {
    const Block& block =
        blocks_[block_at(seed, static_cast<std::uint32_t>(epochs), turn % blocks())];
    tokens += block.end - block.begin;
  }
  return tokens;
}

void Schedule::segments(std::size_t block, std::vector<Segment>& segments) const {
  segments.clear();
  std::size_t document = blocks_[block].document;
  for (std::uint64_t at = blocks_[block].begin; at < blocks_[block].end;) {
    while (document_offsets_[document + 1] <= at) ++document;
    segments.push_back(segment_at(document_offsets_, document, at));
    at = segments.back().end;
  }
}

}  // namespace t2v
