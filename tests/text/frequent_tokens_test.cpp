#include "text/frequent_tokens.h"

#include <oneapi/tbb/global_control.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>

#include "text_test.h"

namespace t2v {
namespace {

FrequentTokens find(const std::string& text, const DictionaryBound& bound) {
  return find_frequent_tokens(TextFile::from_string(text, "corpus.txt"),
                              *simple_tokenizer("whitespace"), bound);
}

TEST(FrequentTokensTest, ByHand) {
  const std::string text = "a a a a b b b\nc c d\n";
  const FrequentTokens all = find(text, {.tokens = 4});
  EXPECT_EQ(all.tokens.size(), 4U);
  EXPECT_EQ(all.most_missing, 0U);

  // The counts are 4, 3, 2 and 1; the upper one of the two in the middle is taken off them.
  const FrequentTokens few = find(text, {.tokens = 3});
  ASSERT_EQ(few.tokens.size(), 1U);
  EXPECT_EQ(few.tokens.token(0), "a");
  EXPECT_EQ(few.tokens.count(0), 1U);
  EXPECT_EQ(few.most_missing, 3U);

  EXPECT_EQ(find("a b c d", {.tokens = 3}).tokens.size(), 0U);
  EXPECT_EQ(find("", {.tokens = 3}).tokens.size(), 0U);
}

/// Words of a hundred, the k-th as often as 1/k, among others that occur once; more than one group
/// of text.
std::string flooded_text() {
  std::mt19937 random(11);
  std::string text;
  for (int i = 0; i < 400'000; ++i) {
    const double uniform = (static_cast<double>(random()) + 0.5) / 4294967296.0;
    text += random() % 4 == 0 ? "word" + std::to_string(static_cast<int>(std::pow(100, uniform)))
                              : "flood" + std::to_string(i) + "of_long_tokens";
    text += i % 20 == 19 ? '\n' : ' ';
  }
  return text;
}

TEST(FrequentTokensTest, KeepsItsPromises) {
  const std::string text = flooded_text();
  std::unordered_map<std::string, std::uint64_t> counts;
  std::uint64_t tokens = 0;
  for (std::size_t begin = 0; begin < text.size(); ++tokens) {
    const std::size_t end = text.find_first_of(" \n", begin);
    ++counts[text.substr(begin, end - begin)];
    begin = end + 1;
  }
  for (const DictionaryBound& bound :
       {DictionaryBound{.tokens = 20'000}, DictionaryBound{.bytes = 2'000'000}}) {
    const FrequentTokens found = find(text, bound);
    EXPECT_GT(found.most_missing, 0U);
    EXPECT_LE(found.most_missing, 2 * tokens / 20'000);
    EXPECT_LE(found.tokens.size(), 20'000U);
    for (const auto& [token, count] : counts) {
      const auto number = found.tokens.find(token);
      const std::uint64_t counted = number ? found.tokens.count(*number) : 0;
      ASSERT_LE(counted, count) << token;
      ASSERT_LE(count, counted + found.most_missing) << token;
    }
  }
}

TEST(FrequentTokensTest, DoesNotDependOnThreads) {
  const std::string text = flooded_text();
  const FrequentTokens many = find(text, {.tokens = 50'000});
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  const FrequentTokens alone = find(text, {.tokens = 50'000});
  EXPECT_EQ(many.most_missing, alone.most_missing);
  ASSERT_EQ(many.tokens.size(), alone.tokens.size());
  for (std::uint32_t number = 0; number < alone.tokens.size(); ++number) {
    const auto same = many.tokens.find(alone.tokens.token(number));
    ASSERT_TRUE(same.has_value());
    ASSERT_EQ(many.tokens.count(*same), alone.tokens.count(number));
  }
}

}  // namespace
}  // namespace t2v
