#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "encoded_text.h"
#include "text/corpus.h"
#include "text_test.h"

namespace t2v {
namespace {

std::shared_ptr<const Vocabulary> known_words(std::vector<Vocabulary::Entry> entries) {
  return std::make_shared<const Vocabulary>(Vocabulary::from_counts(std::move(entries)));
}

/// Words with their counts, in the order of ids: "a 5, b 3".
std::string counted_words(const Corpus& corpus) {
  std::string text;
  for (const Vocabulary::Entry& entry : corpus.words.entries()) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", entry.key, entry.count);
  }
  return text;
}

TEST(KnownWords, StayAndCountsAddUp) {
  const std::string text = "a b b\nc c c d e e 최고적인영화였습니다 b\n";
  const VocabularyOptions options{
      .min_count = 2, .known = known_words({{"z", 10}, {"a", 4}, {"최고적인영화였습니다", 1}})};
  const Corpus corpus = encode(text, options);
  // Of the new words c, b and e join; d is too rare, and so would a and the long one be.
  EXPECT_EQ(counted_words(corpus), "z 10, a 5, b 3, c 3, e 2, 최고적인영화였습니다 2");
  EXPECT_EQ(corpus.words.total_count(), 25U);
  EXPECT_EQ(document(corpus, 0), (Strings{"a", "b", "b"}));
  EXPECT_EQ(document(corpus, 1), (Strings{"c", "c", "c", "e", "e", "최고적인영화였습니다", "b"}));
  EXPECT_EQ(corpus.tokens_read, 11U);
}

TEST(KnownWords, MinCountIsAskedOfTheTextAlone) {
  // 1 time here and 9 times elsewhere, but not among the words that were kept there.
  const Corpus corpus = encode("a a b", {.min_count = 2, .known = known_words({{"z", 9}})});
  EXPECT_EQ(counted_words(corpus), "z 9, a 2");
}

TEST(KnownWords, MaxVocabLimitsTheWordsThatJoin) {
  const std::string text = "c c c d d e e e e a";
  const auto known = known_words({{"z", 1}, {"a", 1}, {"b", 1}});
  const auto words = [&](std::uint64_t max_vocab) {
    return counted_words(encode(text, {.min_count = 1, .max_vocab = max_vocab, .known = known}));
  };
  EXPECT_EQ(words(0), "e 4, c 3, a 2, d 2, b 1, z 1");
  EXPECT_EQ(words(6), "e 4, c 3, a 2, d 2, b 1, z 1");
  EXPECT_EQ(words(5), "e 4, c 3, a 2, b 1, z 1");
  EXPECT_EQ(words(4), "e 4, a 2, b 1, z 1");
  EXPECT_EQ(words(3), "a 2, b 1, z 1");
  EXPECT_EQ(words(1), "a 2, b 1, z 1") << "none of the known words is dropped";
}

TEST(KnownWords, DoNotMakeUpForATextWithoutWords) {
  const auto message = [](const std::string& text, const VocabularyOptions& options) {
    return error_of([&] { encode(text, options); });
  };
  const auto known = known_words({{"z", 10}, {"y", 10}});
  EXPECT_EQ(message("a b", {.min_count = 2, .known = known}),
            "corpus.txt: no word is among the 2 of the model, and every one is rarer than "
            "--min-count 2");
  EXPECT_EQ(message("a b", {.min_count = 1, .max_vocab = 2, .known = known}),
            "corpus.txt: no word is among the 2 of the model, and --max-vocab leaves no room for "
            "others");
  EXPECT_EQ(message("\n \n", {.known = known}), "corpus.txt: no token in 2 documents");
  EXPECT_EQ(message(std::string(300, 'a'), {.known = known}),
            "corpus.txt: all 1 tokens are longer than 255 bytes, expected words");
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(message("a b", {.known = known_words({{"a", most}})}),
            "the word 'a' occurs 18446744073709551615 times and more, expected fewer than 2^64");
}

}  // namespace
}  // namespace t2v
