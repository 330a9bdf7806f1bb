#include "embedding/schedule.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace t2v {
namespace {

Corpus corpus_of_lengths(const std::vector<std::uint64_t>& lengths) {
  Corpus corpus;
  corpus.document_offsets.push_back(0);
  for (const auto length : lengths) {
    corpus.document_offsets.push_back(corpus.document_offsets.back() + length);
  }
  const std::uint64_t tokens = corpus.document_offsets.back();
  corpus.tokens = TokenStore(IdBuffer(tokens), tokens);
  return corpus;
}

std::vector<Segment> segments_of(const Schedule& schedule, std::size_t block) {
  std::vector<Segment> segments;
  schedule.segments(block, segments);
  return segments;
}

TEST(Schedule, TokensBeforeATurnAreThoseOfTheTurnsBefore) {
  std::vector<std::uint64_t> lengths;
  for (std::uint64_t i = 0; i < 300; ++i) lengths.push_back(i * 7919 % 100);
  const Corpus corpus = corpus_of_lengths(lengths);
  const Schedule schedule(corpus);
  ASSERT_GT(schedule.blocks(), 10U);
  std::uint64_t tokens = 0;
  for (std::uint64_t turn = 0; turn < 3 * schedule.blocks(); ++turn) {
    ASSERT_EQ(schedule.tokens_before(5, turn), tokens) << turn;
    const auto epoch = static_cast<std::uint32_t>(turn / schedule.blocks());
    const std::size_t block = schedule.block_at(5, epoch, turn % schedule.blocks());
    for (const Segment& segment : segments_of(schedule, block)) {
      tokens += segment.end - segment.begin;
    }
  }
  EXPECT_EQ(schedule.tokens_before(5, 3 * schedule.blocks()), 3 * corpus.tokens.size());
}

TEST(Schedule, EveryTokenComesOnceAnEpoch) {
  std::vector<std::uint64_t> lengths;
  for (std::uint64_t i = 0; i < 3000; ++i) lengths.push_back(i * 7919 % 100);
  lengths.push_back(123'456);
  const Corpus corpus = corpus_of_lengths(lengths);
  const Schedule schedule(corpus);
  for (std::uint32_t epoch = 0; epoch < 3; ++epoch) {
    std::set<std::size_t> visited;
    std::vector<int> seen(corpus.tokens.size(), 0);
    for (std::size_t turn = 0; turn < schedule.blocks(); ++turn) {
      const std::size_t block = schedule.block_at(5, epoch, turn);
      EXPECT_TRUE(visited.insert(block).second);
      for (const Segment& segment : segments_of(schedule, block)) {
        EXPECT_LE(segment.end - segment.begin, Schedule::kSegmentTokens);
        EXPECT_GE(segment.begin, corpus.document_offsets[segment.document]);
        EXPECT_LE(segment.end, corpus.document_offsets[segment.document + 1]);
        for (auto at = segment.begin; at < segment.end; ++at) ++seen[at];
      }
    }
    EXPECT_EQ(std::accumulate(seen.begin(), seen.end(), std::size_t{0}), corpus.tokens.size());
    EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 1);
  }
}

TEST(Schedule, AnyTenthOfAnEpochSeesTheWholeCorpus) {
  const Corpus corpus = corpus_of_lengths(std::vector<std::uint64_t>(100'000, 10));
  const Schedule schedule(corpus);
  ASSERT_GT(schedule.blocks(), 500U);
  const std::size_t tenth = schedule.blocks() / 10;
  for (std::size_t start = 0; start + tenth <= schedule.blocks(); start += tenth) {
    std::vector<int> in_fifth(5, 0);
    for (std::size_t turn = start; turn < start + tenth; ++turn) {
      ++in_fifth[schedule.block_at(1, 0, turn) * 5 / schedule.blocks()];
    }
    for (const int blocks : in_fifth) EXPECT_NEAR(blocks, static_cast<double>(tenth) / 5, 3);
  }
}

TEST(Schedule, OneTokenIsOneBlock) {
  const Corpus corpus = corpus_of_lengths({0, 1, 0});
  const Schedule schedule(corpus);
  ASSERT_EQ(schedule.blocks(), 1U);
  const std::vector<Segment> segments = segments_of(schedule, 0);
  ASSERT_EQ(segments.size(), 1U);
  EXPECT_EQ(segments[0].document, 1U);
  EXPECT_EQ(schedule.block_at(1, 0, 0), 0U);
}

}  // namespace
}  // namespace t2v
