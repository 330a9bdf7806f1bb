#include "text/corpus.h"

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>

#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <utility>

#include "text/normalize.h"
#include "text/token_dictionary.h"
#include "text_test.h"

namespace t2v {
namespace {

Corpus encode(const std::string& text, const VocabularyOptions& options = {.min_count = 1},
              const std::string& tokenizer = "whitespace") {
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  return encode_corpus(file, *simple_tokenizer(tokenizer), options);
}

Strings document(const Corpus& corpus, std::size_t index) {
  Strings words;
  for (const std::uint32_t id : corpus.document(index)) words.emplace_back(corpus.words.key(id));
  return words;
}

/// All tokens, wherever they are.
std::vector<std::uint32_t> tokens_of(const Corpus& corpus) {
  std::vector<std::uint32_t> buffer;
  const auto tokens = corpus.tokens.read(0, corpus.tokens.size(), buffer);
  return {tokens.begin(), tokens.end()};
}

std::vector<std::uint64_t> offsets_of(const Corpus& corpus) {
  std::vector<std::uint64_t> offsets;
  for (std::size_t i = 0; i < corpus.document_offsets.size(); ++i) {
    offsets.push_back(corpus.document_offsets[i]);
  }
  return offsets;
}

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

/// A text of many chunks with a long tail of rare words, a few damaged lines and empty ones.
std::string random_text() {
  std::mt19937 random(99);
  std::string text;
  for (int line = 0; line < 40'000; ++line) {
    for (auto n = random() % 20; n > 0; --n) {
      const auto rank = random() % (1 + random() % 20'000);
      text += fmt::format("단어{} ", rank);
    }
    if (line == 12'345 || line == 31'000) text += '\xFF';
    text += '\n';
  }
  return text;
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

void expect_same(const Corpus& found, const Corpus& expected) {
  EXPECT_EQ(tokens_of(found), tokens_of(expected));
  EXPECT_EQ(found.document_offsets, expected.document_offsets);
  ASSERT_EQ(found.words.size(), expected.words.size());
  for (std::uint32_t id = 0; id < expected.words.size(); ++id) {
    ASSERT_EQ(found.words.key(id), expected.words.key(id));
  }
}

TEST(EncodeCorpusTest, TokensThatDoNotFitGoToAFile) {
  const TemporaryFolder folder;
  const TextFile text = TextFile::from_string(random_text(), "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  const Corpus whole = encode_corpus(text, *tokenizer, {.min_count = 3});
  EXPECT_TRUE(whole.tokens.in_memory());
  for (const std::uint64_t room : {0, 600'000}) {  // none and some of about 1.6 MB
    const Corpus spilled = encode_corpus(text, *tokenizer, {.min_count = 3},
                                         {.bytes = room, .folder = folder.file("")});
    EXPECT_FALSE(spilled.tokens.in_memory());
    expect_same(spilled, whole);
    EXPECT_EQ(spilled.tokens_read, whole.tokens_read);
    EXPECT_EQ(spilled.first_invalid_line, 12'346U);
    std::vector<std::uint32_t> words;
    for_each_document(spilled, 5, 30'000, [&](std::size_t document, auto ids) {
      ASSERT_EQ(std::vector(ids.begin(), ids.end()),
                std::vector(whole.document(document).begin(), whole.document(document).end()));
    });
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("")));
}

/// Frequent words in every line, among others that occur once each.
std::string flooded_text(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    text += "최고 영화 " + std::string(i % 3 == 0 ? "정말 " : "");
    for (int k = 0; k < 4; ++k) text += std::to_string(4 * i + k) + ' ';
    text += '\n';
  }
  return text;
}

TEST(EncodeCorpusTest, FewWordsOfVeryManyAreCountedExactly) {
  const TextFile text = TextFile::from_string(flooded_text(150'000), "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  const Corpus all = encode_corpus(text, *tokenizer, {.min_count = 2});
  EXPECT_EQ(all.forgotten_count, 0U);
  for (const int threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    const Corpus few = encode_corpus(text, *tokenizer, {.min_count = 1, .max_vocab = 3});
    EXPECT_EQ(few.forgotten_count, 1U);
    expect_same(few, all);
    EXPECT_EQ(few.words.count(2), 50'000U);
    EXPECT_EQ(few.tokens_read, all.tokens_read);
  }
}

TEST(EncodeCorpusTest, KnownWordsOfVeryManyAreNotForgotten) {
  const TextFile text =
      TextFile::from_string("드문말\n" + flooded_text(150'000) + "드문말", "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  const VocabularyOptions options{.min_count = 1,
                                  .max_vocab = 5,
                                  .known = std::make_shared<const Vocabulary>(
                                      Vocabulary::from_counts({{"어디에도", 9}, {"드문말", 1}}))};
  const Corpus corpus = encode_corpus(text, *tokenizer, options);
  EXPECT_GT(corpus.forgotten_count, 0U);
  ASSERT_EQ(corpus.words.size(), 5U);
  EXPECT_EQ(corpus.words.count(0), 150'000U);
  EXPECT_EQ(corpus.words.count(2), 50'000U);
  EXPECT_EQ(corpus.words.key(3), "어디에도");
  EXPECT_EQ(corpus.words.count(3), 9U);
  EXPECT_EQ(corpus.words.key(4), "드문말");
  EXPECT_EQ(corpus.words.count(4), 3U);
  EXPECT_EQ(document(corpus, 0), Strings{"드문말"});
  EXPECT_EQ(document(corpus, 150'001), Strings{"드문말"});
}

TEST(EncodeCorpusTest, ForgetsRareWordsWhereMemoryIsShort) {
  const TextFile text = TextFile::from_string(random_text(), "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  const Corpus all = encode_corpus(text, *tokenizer, {.min_count = 1});
  TokenDictionary dictionary;
  for (const Vocabulary::Entry& entry : all.words.entries()) dictionary.add(entry.key);

  // Just enough for the words: whether a thread's or all threads' tables are too large first,
  // nothing is forgotten.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 4);
  const Corpus exact = encode_corpus(text, *tokenizer, {.min_count = 1},
                                     {.folder = {}, .dictionary_bytes = dictionary.bytes()});
  EXPECT_EQ(exact.forgotten_count, 0U);
  expect_same(exact, all);

  const Corpus most = encode_corpus(text, *tokenizer, {.min_count = 1},
                                    {.folder = {}, .dictionary_bytes = dictionary.bytes() / 2});
  ASSERT_GT(most.forgotten_count, 0U);
  for (const Vocabulary::Entry& entry : all.words.entries()) {
    const auto id = most.words.id(entry.key);
    if (entry.count > most.forgotten_count) {
      ASSERT_TRUE(id.has_value()) << entry.key;
    }
    if (!id) continue;
    ASSERT_EQ(most.words.count(*id), entry.count) << entry.key;
  }
}

TEST(EncodeCorpusTest, SaysWhatIsInTheWay) {
  const TextFile text = TextFile::from_string(random_text(), "corpus.txt");
  const auto tokenizer = simple_tokenizer("whitespace");
  EXPECT_EQ(error_of([&] {
              const TextFile different = TextFile::from_string("a b c d", "corpus.txt");
              encode_corpus(different, *tokenizer, {}, {.folder = {}, .dictionary_bytes = 0});
            }),
            "corpus.txt: no word occurs more than 1 time, expected words");
  EXPECT_EQ(
      error_of([&] { encode_corpus(text, *tokenizer, {}, {.bytes = 0, .folder = "/absent"}); }),
      "a temporary file in /absent: cannot be made: No such file or directory");
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

TEST(EncodeCorpusTest, KnownWordsStayAndCountsAddUp) {
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

TEST(EncodeCorpusTest, MinCountIsAskedOfTheTextAlone) {
  // 1 time here and 9 times elsewhere, but not among the words that were kept there.
  const Corpus corpus = encode("a a b", {.min_count = 2, .known = known_words({{"z", 9}})});
  EXPECT_EQ(counted_words(corpus), "z 9, a 2");
}

TEST(EncodeCorpusTest, MaxVocabLimitsTheWordsThatJoin) {
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

TEST(EncodeCorpusTest, KnownWordsDoNotMakeUpForATextWithoutWords) {
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
