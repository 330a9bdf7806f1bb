#include "text/corpus.h"

#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "encoded_text.h"
#include "text/normalize.h"
#include "text_test.h"

namespace t2v {
namespace {

TEST(EncodeCorpusTest, SmallCorpusByHand) {
  const Corpus corpus = encode("b a b\n\n  c a b  \n");
  ASSERT_EQ(corpus.words.size(), 3U);
  EXPECT_EQ(corpus.words.key(0), "b");
  EXPECT_EQ(corpus.words.key(1), "a");
  EXPECT_EQ(corpus.words.key(2), "c");
  EXPECT_EQ(corpus.words.count(0), 3U);
  EXPECT_EQ(tokens_of(corpus), (std::vector<std::uint32_t>{0, 1, 0, 2, 1, 0}));
  EXPECT_EQ(offsets_of(corpus), (std::vector<std::uint64_t>{0, 3, 3, 6}));
  EXPECT_EQ(corpus.documents(), 3U);
  EXPECT_EQ(corpus.tokens_read, 6U);
  EXPECT_EQ(corpus.labels.names.size(), 0U);
}

TEST(EncodeCorpusTest, CutsTheVocabulary) {
  const std::string text = "a a a b b c\nc d";
  const Corpus twice = encode(text, {.min_count = 2});
  EXPECT_EQ(document(twice, 0), (Strings{"a", "a", "a", "b", "b", "c"}));
  EXPECT_EQ(document(twice, 1), Strings{"c"});
  EXPECT_EQ(twice.tokens_read, 8U);

  const Corpus two_words = encode(text, {.min_count = 1, .max_vocab = 2});
  EXPECT_EQ(two_words.words.size(), 2U);
  EXPECT_EQ(document(two_words, 0), (Strings{"a", "a", "a", "b", "b"}));  // b before c, its equal
  EXPECT_EQ(document(two_words, 1), Strings{});
}

TEST(EncodeCorpusTest, NormalisesBeforeCounting) {
  const Corpus corpus = encode("\xEF\xBB\xBF최고\r\n\u110E\u116C\u1100\u1169　ＯＫ\r\nOK ㅋㅋ\r\n");
  EXPECT_EQ(document(corpus, 0), Strings{"최고"});
  EXPECT_EQ(document(corpus, 1), (Strings{"최고", "OK"}));
  EXPECT_EQ(document(corpus, 2), (Strings{"OK", "ㅋㅋ"}));
}

TEST(EncodeCorpusTest, CountsWhatItMends) {
  const std::string overlong(256, 'x');
  const std::string longest(255, 'y');
  const Corpus corpus = encode("a\nb \xFF " + overlong + "\n" + longest + " \xFF\xFF\n");
  EXPECT_EQ(corpus.invalid_sequences, 3U);
  EXPECT_EQ(corpus.first_invalid_line, 2U);
  EXPECT_EQ(corpus.overlong_tokens, 1U);
  EXPECT_EQ(corpus.tokens_read, 6U);
  EXPECT_EQ(document(corpus, 1), (Strings{"b", "\uFFFD"}));
  EXPECT_EQ(document(corpus, 2), (Strings{longest, "\uFFFD\uFFFD"}));
}

TEST(EncodeCorpusTest, SaysWhyThereIsNothing) {
  EXPECT_EQ(error_of([] { encode(""); }), "corpus.txt: is empty, expected one document a line");
  EXPECT_EQ(error_of([] { encode("\n  \n\n"); }), "corpus.txt: no token in 3 documents");
  EXPECT_EQ(error_of([] { encode("b a\na c b", {.min_count = 5}); }),
            "corpus.txt: every word is rarer than --min-count 5 "
            "(the most frequent, 'a', occurs 2 times)");
  EXPECT_EQ(error_of([] { encode("a", {.min_count = 2}); }),
            "corpus.txt: every word is rarer than --min-count 2 "
            "(the most frequent, 'a', occurs 1 time)");
  EXPECT_EQ(error_of([] { encode(std::string(1000, 'x')); }),
            "corpus.txt: all 1 tokens are longer than 255 bytes, expected words");
  EXPECT_EQ(
      error_of([] { encode("房间很大，早餐不错\n酒店的服务很好，下次还来\n", {.min_count = 5}); }),
      "corpus.txt: every word is rarer than --min-count 5 "
      "(the most frequent, '房间很大,早餐不错', occurs 1 time); "
      "the text does not look cut into words, try --tokenizer unicode or sentencepiece");
}

TEST(EncodeCorpusTest, DoesNotDependOnThreads) {
  const std::string text = random_text();
  const auto encode_with = [&](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return encode(text, {.min_count = 3});
  };
  const Corpus one = encode_with(1);
  for (const std::size_t threads : {2, 2, 4}) {
    const Corpus many = encode_with(threads);
    EXPECT_EQ(tokens_of(many), tokens_of(one));
    EXPECT_EQ(many.document_offsets, one.document_offsets);
    EXPECT_EQ(many.tokens_read, one.tokens_read);
    EXPECT_EQ(many.invalid_sequences, 2U);
    EXPECT_EQ(many.first_invalid_line, 12'346U);
    ASSERT_EQ(many.words.size(), one.words.size());
    for (std::uint32_t id = 0; id < one.words.size(); ++id) {
      ASSERT_EQ(many.words.key(id), one.words.key(id));
      ASSERT_EQ(many.words.count(id), one.words.count(id));
    }
  }
}

TEST(EncodeCorpusTest, AgreesWithPlainCounting) {
  const std::string text = random_text();
  const Corpus corpus = encode(text, {.min_count = 3});
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  std::map<std::string, std::uint64_t> counts;
  std::vector<Strings> documents;
  for (const std::string_view as_read : file.lines()) {
    std::string line(as_read);
    if (line.ends_with('\xFF')) line.replace(line.size() - 1, 1, "\uFFFD");
    documents.push_back(tokens_of(*tokenizer, line));
    for (const auto& token : documents.back()) ++counts[token];
  }
  std::erase_if(counts, [](const auto& entry) { return entry.second < 3; });
  ASSERT_EQ(corpus.words.size(), counts.size());
  for (const auto& entry : corpus.words.entries()) ASSERT_EQ(entry.count, counts.at(entry.key));
  for (std::uint32_t id = 1; id < corpus.words.size(); ++id) {
    ASSERT_GE(corpus.words.count(id - 1), corpus.words.count(id));
    if (corpus.words.count(id - 1) == corpus.words.count(id)) {
      ASSERT_LT(corpus.words.key(id - 1), corpus.words.key(id));
    }
  }
  ASSERT_EQ(corpus.documents(), documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::erase_if(documents[i], [&](const auto& token) { return !counts.contains(token); });
    ASSERT_EQ(document(corpus, i), documents[i]) << i;
  }
}

// Lines in normal form are not copied, others are; both kinds, mixed, as if each were normalised.
TEST(EncodeCorpusTest, EveryKindOfLine) {
  const Strings kinds = {"최고 영화 ㅋㅋㅋ",
                         "\u110E\u116C\u1100\u1169 \u1112\u1161\u11AB\u1100\u1173\u11AF",
                         "",
                         "👍🏽 👨‍👩‍👧 ♥ 좋아요",
                         "plain ASCII words, and no more",
                         "ＯＫ　전각 ｶﾀｶﾅ",
                         "tab\tand\u00A0hard\u2003space",
                         "broken \xED\xA0\x80 \xFF\xFE 끝",
                         std::string(1'000'000, 'x'),
                         "e\u0301 か\u3099"};
  std::mt19937 random(3);
  std::string text = "\xEF\xBB\xBF";
  std::vector<Strings> expected;
  const auto tokenizer = simple_tokenizer("whitespace");
  for (int i = 0; i < 20'000; ++i) {
    const std::string& line = kinds[i == 9'000 ? 8 : random() % (kinds.size() - 2)];
    text += line + (random() % 2 == 0 ? "\r\n" : "\n");
    expected.push_back(tokens_of(*tokenizer, normalize(line).text));
    std::erase_if(expected.back(), [](const std::string& token) { return token.size() > 255; });
  }
  const Corpus corpus = encode(text);
  ASSERT_EQ(corpus.documents(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    ASSERT_EQ(document(corpus, i), expected[i]) << i;
  EXPECT_EQ(corpus.overlong_tokens, 1U);
}

TEST(EncodeCorpusTest, LongLine) {
  std::string line;
  for (int i = 0; i < 150'000; ++i) line += i % 3 == 0 ? "최고 " : "b ";
  const Corpus corpus = encode("a\n" + line + "\nc\n");
  ASSERT_EQ(corpus.documents(), 3U);
  EXPECT_EQ(corpus.document(1).size(), 150'000U);
  EXPECT_EQ(corpus.words.count(corpus.words.id("최고").value()), 50'000U);
  EXPECT_EQ(document(corpus, 2), Strings{"c"});
}

TEST(EncodeCorpusTest, OtherTokenizersRunInParallel) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "영화, 정말 좋아요! 房间很大👍🏽\n";
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 2);
  const Corpus words = encode(text, {}, "unicode");
  EXPECT_EQ(words.words.count(words.words.id("영화").value()), 20'000U);
  EXPECT_EQ(words.words.id(","), std::nullopt);
  const Corpus characters = encode(text, {}, "characters");
  EXPECT_EQ(characters.words.count(characters.words.id("👍🏽").value()), 20'000U);
}

TEST(EncodeWithVocabularyTest, DropsUnknownWords) {
  const auto words = Vocabulary::from_ordered({{"a", 9}, {"최고", 4}});
  const auto tokenizer = simple_tokenizer("whitespace");
  const Corpus corpus = encode_with_vocabulary(
      TextFile::from_string("b 최고 a\nb\n\xFF\n", "held_out.txt"), *tokenizer, words);
  EXPECT_EQ(tokens_of(corpus), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(offsets_of(corpus), (std::vector<std::uint64_t>{0, 2, 2, 2}));
  EXPECT_EQ(corpus.words.id("최고"), 1U);
  EXPECT_EQ(corpus.words.count(0), 9U);  // of the vocabulary, not of this text
  EXPECT_EQ(corpus.tokens_read, 5U);
  EXPECT_EQ(corpus.first_invalid_line, 3U);

  const Corpus empty =
      encode_with_vocabulary(TextFile::from_string("", "held_out.txt"), *tokenizer, words);
  EXPECT_EQ(empty.documents(), 0U);
}

TEST(RequireSameLineCountTest, NamesBothCounts) {
  const TextFile corpus = TextFile::from_string("a\nb\n\n", "corpus.txt");
  require_same_line_count(corpus, TextFile::from_string("x\n\ny", "labels.txt"));
  EXPECT_EQ(error_of([&] {
              require_same_line_count(corpus, TextFile::from_string("x\ny\n", "labels.txt"));
            }),
            "corpus.txt has 3 lines but labels.txt has 2, expected a line of labels for each "
            "document");
}

}  // namespace
}  // namespace t2v
