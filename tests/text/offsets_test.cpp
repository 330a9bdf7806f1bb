#include "text/offsets.h"

#include <random>

#include "text_test.h"

namespace t2v {
namespace {

TEST(OffsetsTest, GivesBackWhatWasPut) {
  std::mt19937_64 random(5);
  Offsets offsets;
  std::vector<std::uint64_t> expected;
  std::uint64_t position = 0;
  for (int i = 0; i < 1000; ++i) {
    offsets.push_back(position);
    expected.push_back(position);
    if (random() % 3 > 0) position += random() % 60'000'000;  // 2^32 is passed many times
  }
  ASSERT_EQ(offsets.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(offsets[i], expected[i]);
  EXPECT_EQ(offsets.back(), expected.back());
}

TEST(OffsetsTest, RefusesWhatDoesNotFit) {
  Offsets offsets;
  offsets.push_back(7);
  offsets.push_back(0x1'0000'0006);
  EXPECT_EQ(error_of([&] { offsets.push_back(0x1'0000'0007); }),
            "2 documents of 4294967296 tokens, expected fewer than 2^32 tokens");
}

}  // namespace
}  // namespace t2v
