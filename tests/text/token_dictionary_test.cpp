#include "text/token_dictionary.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace t2v {
namespace {

TEST(TokenDictionaryTest, NumbersByFirstOccurrence) {
  TokenDictionary dictionary;
  EXPECT_EQ(dictionary.add("최고"), 0U);
  EXPECT_EQ(dictionary.add("b"), 1U);
  EXPECT_EQ(dictionary.add("최고"), 0U);
  EXPECT_EQ(dictionary.add("b", 10), 1U);
  ASSERT_EQ(dictionary.size(), 2U);
  EXPECT_EQ(dictionary.token(0), "최고");
  EXPECT_EQ(dictionary.count(0), 2U);
  EXPECT_EQ(dictionary.count(1), 11U);
}

// Large enough to grow several times; compared with the standard map.
TEST(TokenDictionaryTest, AgreesWithAMap) {
  std::mt19937 random(7);
  TokenDictionary dictionary;
  std::unordered_map<std::string, std::uint64_t> expected;
  for (int i = 0; i < 200'000; ++i) {
    std::string token = std::to_string(random() % 50'000);
    if (random() % 10 == 0) token.resize(255, static_cast<char>('a' + random() % 3));
    dictionary.add(token);
    ++expected[token];
  }
  ASSERT_EQ(dictionary.size(), expected.size());
  for (std::uint32_t number = 0; number < dictionary.size(); ++number) {
    ASSERT_EQ(dictionary.count(number), expected.at(std::string(dictionary.token(number))));
    ASSERT_EQ(dictionary.add(dictionary.token(number), 0), number);
  }
}

}  // namespace
}  // namespace t2v
