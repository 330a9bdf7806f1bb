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

// Tokens of every length at every distance from the end of the text, beyond which nothing is read.
TEST(TokenDictionaryTest, ManyAtOnceAreTheSameAsOneByOne) {
  TokenDictionary many;
  TokenDictionary one;
  std::string text;
  for (std::size_t length = 1; length <= 40; ++length) text += std::string(length, 'a') + "최고";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    const std::string part = text.substr(0, size);  // of its own, so that reading on is noticed
    std::vector<std::string_view> tokens;
    for (std::size_t length = 1; length <= std::min<std::size_t>(size, 255); length += 7) {
      tokens.push_back(std::string_view(part).substr(size - length));
    }
    std::vector<std::uint32_t> numbers(tokens.size());
    many.add(tokens, part, numbers.data());
    for (std::size_t i = 0; i < tokens.size(); ++i) ASSERT_EQ(one.add(tokens[i]), numbers[i]);
  }
  ASSERT_EQ(many.size(), one.size());
  for (std::uint32_t number = 0; number < one.size(); ++number) {
    ASSERT_EQ(many.token(number), one.token(number));
    ASSERT_EQ(many.count(number), one.count(number));
  }
}

TEST(TokenDictionaryTest, ForgetsWhatNothingIsLeftOf) {
  TokenDictionary dictionary;
  const std::string longer(100, 'x');
  for (const auto& [token, times] :
       {std::pair<std::string, std::uint64_t>{"one", 1}, {longer, 5}, {"three", 3}, {"four", 4}}) {
    dictionary.add(token, times);
  }
  dictionary.subtract(3);
  ASSERT_EQ(dictionary.size(), 2U);
  EXPECT_EQ(dictionary.find("one"), std::nullopt);
  EXPECT_EQ(dictionary.find("three"), std::nullopt);
  EXPECT_EQ(dictionary.count(dictionary.find("four").value()), 1U);
  EXPECT_EQ(dictionary.count(dictionary.find(longer).value()), 2U);
  EXPECT_EQ(dictionary.token(dictionary.find(longer).value()), longer);
  EXPECT_EQ(dictionary.add("one"), 2U);  // is new again

  dictionary.set_counts(std::vector<std::uint64_t>{7, 8, 9});
  EXPECT_EQ(dictionary.count(0), 7U);
  EXPECT_EQ(dictionary.count(2), 9U);
}

// The bytes are those of the same tokens however the table came to be.
TEST(TokenDictionaryTest, BytesFollowFromTheTokens) {
  TokenDictionary grown;
  for (int i = 0; i < 50'000; ++i) grown.add("word" + std::to_string(i));
  TokenDictionary merged;
  merged.merge(grown);
  merged.merge(grown);
  EXPECT_EQ(merged.bytes(), grown.bytes());
  EXPECT_GT(grown.bytes(), 50'000U * 32);
  grown.subtract(1);
  EXPECT_EQ(grown.bytes(), TokenDictionary().bytes());
}

TEST(TokenDictionaryTest, MergesCounts) {
  TokenDictionary first;
  for (int i = 0; i < 20'000; ++i) first.add("낱말" + std::to_string(i), 2);
  const auto make_other = [] {
    TokenDictionary dictionary;
    for (int i = 10'000; i < 40'000; ++i) dictionary.add("낱말" + std::to_string(i), 3);
    dictionary.add(std::string(200, 'x'), 5);
    return dictionary;
  };
  const TokenDictionary other = make_other();
  const std::vector<std::uint32_t> numbers = first.merge(make_other());
  ASSERT_EQ(first.size(), 40'001U);
  for (std::uint32_t number = 0; number < other.size(); ++number) {
    ASSERT_EQ(first.token(numbers[number]), other.token(number));
  }
  EXPECT_EQ(first.count(first.add("낱말9999", 0)), 2U);
  EXPECT_EQ(first.count(first.add("낱말10000", 0)), 5U);
  EXPECT_EQ(first.count(first.add("낱말39999", 0)), 3U);
  EXPECT_EQ(first.count(first.add(std::string(200, 'x'), 0)), 5U);
}

}  // namespace
}  // namespace t2v
