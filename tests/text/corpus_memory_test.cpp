#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "encoded_text.h"
#include "text/corpus.h"
#include "text/token_dictionary.h"
#include "text_test.h"

namespace t2v {
namespace {

TEST(CorpusMemory, TokensThatDoNotFitGoToAFile) {
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

TEST(CorpusMemory, FewWordsOfVeryManyAreCountedExactly) {
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

TEST(CorpusMemory, KnownWordsOfVeryManyAreNotForgotten) {
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

TEST(CorpusMemory, ForgetsRareWordsWhereMemoryIsShort) {
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

TEST(CorpusMemory, SaysWhatIsInTheWay) {
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

}  // namespace
}  // namespace t2v
