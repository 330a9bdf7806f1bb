#include "model/fletcher32.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "instruction_sets.h"

namespace t2v {
namespace {

class Fletcher32Test : public testing::EveryInstructionSet {};

std::span<const std::byte> bytes_of(const std::vector<unsigned char>& bytes) {
  return std::as_bytes(std::span(bytes));
}

std::uint32_t checksum(const std::vector<unsigned char>& bytes) {
  Fletcher32 sum;
  sum.add(bytes_of(bytes));
  return sum.value();
}

/// Word by word, both sums kept within 16 bits by adding what is above to what is below.
std::uint32_t word_by_word(const std::vector<unsigned char>& bytes) {
  std::uint32_t sum = 0;
  std::uint32_t weighted = 0;
  const auto folded = [](std::uint32_t x) { return (x & 0xffffU) + (x >> 16U); };
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const std::uint32_t low = at + 1 < bytes.size() ? bytes[at + 1] : 0U;
    sum = folded(sum + (bytes[at] << 8U | low));
    weighted = folded(weighted + sum);
  }
  return folded(folded(weighted)) << 16U | folded(folded(sum));
}

TEST_P(Fletcher32Test, IsWhatPaperAndPencilSay) {
  // Words 0x6162, 0x6364, 0x6500: sums 0x6162 + 0x6364 + 0x6500 = 0x129c6 and 3 * 0x6162 +
  // 2 * 0x6364 + 0x6500 = 0x24fee, modulo 0xffff.
  EXPECT_EQ(checksum({'a', 'b', 'c', 'd', 'e'}), 0x4ff0'29c7U);
  EXPECT_EQ(checksum({}), 0U);
  EXPECT_EQ(checksum(std::vector<unsigned char>(1000, 0)), 0U);
  EXPECT_EQ(checksum({0xff, 0xff}), 0xffff'ffffU) << "a multiple of the modulus is no zero";
}

TEST_P(Fletcher32Test, AgreesWithTheSumsWordByWord) {
  std::mt19937 random(3);
  for (const std::size_t size : {1, 2, 3, 31, 32, 64, 65, 7680, 7681, 7744, 100'003}) {
    for (const int kind : {0, 1, 2}) {
      std::vector<unsigned char> bytes(size, 0xff);
      if (kind > 0) {
        for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
      }
      if (kind == 2) std::fill_n(bytes.begin(), size / 2, 0);
      EXPECT_EQ(checksum(bytes), word_by_word(bytes)) << size << " bytes";
    }
  }
}

TEST_P(Fletcher32Test, DoesNotDependOnTheParts) {
  std::mt19937 random(4);
  std::vector<unsigned char> bytes(50'001);
  for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
  Fletcher32 sum;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t part = std::min<std::size_t>(4 * (random() % 5000), bytes.size() - at);
    sum.add(bytes_of(bytes).subspan(at, part));
    at += part;
  }
  EXPECT_EQ(sum.value(), checksum(bytes));
}

INSTANTIATE_TEST_SUITE_P(AllInstructionSets, Fletcher32Test,
                         ::testing::ValuesIn(testing::instruction_sets()),
                         testing::instruction_set_name);

}  // namespace
}  // namespace t2v
