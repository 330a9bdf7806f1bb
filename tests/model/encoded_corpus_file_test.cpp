#include "model/encoded_corpus_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kText = "최고 영화 ㅋㅋ 최고\n\n\xFF 영화 최악 rare\n최고 최악\n";

std::vector<std::uint32_t> tokens_of(const Corpus& corpus) {
  std::vector<std::uint32_t> buffer;
  const auto tokens = corpus.tokens.read(0, corpus.tokens.size(), buffer);
  return {tokens.begin(), tokens.end()};
}

class EncodedCorpusFileTest : public ::testing::Test {
 protected:
  EncodedCorpusFileTest() {
    encoded_.tokenizer = make_tokenizer({}, {});
    encoded_.corpus = encode_corpus(TextFile::from_string(kText, "corpus.txt"), *encoded_.tokenizer,
                                    {.min_count = 2});
    save_encoded_corpus(path_, "identity", encoded_.corpus, *encoded_.tokenizer);
    bytes_ = read_file(path_);
  }

  CachedCorpus load(const std::string& bytes, const std::string& identity = "identity") const {
    write_file(path_, bytes);
    return load_encoded_corpus(path_, identity);
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("corpus.cache");
  EncodedCorpus encoded_;
  std::string bytes_;
};

TEST_F(EncodedCorpusFileTest, GivesBackAll) {
  const CachedCorpus cached = load_encoded_corpus(path_, "identity");
  ASSERT_TRUE(cached.found);
  const Corpus& found = cached.found->corpus;
  const Corpus& expected = encoded_.corpus;
  EXPECT_EQ(cached.found->tokenizer->name(), "whitespace");
  EXPECT_FALSE(found.tokens.in_memory());
  EXPECT_EQ(tokens_of(found), tokens_of(expected));
  EXPECT_EQ(found.document_offsets, expected.document_offsets);
  ASSERT_EQ(found.words.size(), expected.words.size());
  for (std::uint32_t id = 0; id < expected.words.size(); ++id) {
    EXPECT_EQ(found.words.key(id), expected.words.key(id));
    EXPECT_EQ(found.words.count(id), expected.words.count(id));
  }
  EXPECT_EQ(found.tokens_read, 10U);
  EXPECT_EQ(found.overlong_tokens, 0U);
  EXPECT_EQ(found.invalid_sequences, 1U);
  EXPECT_EQ(found.first_invalid_line, 3U);
}

TEST_F(EncodedCorpusFileTest, SavingTellsWhereTheTokensLie) {
  const TokenStore tokens =
      save_encoded_corpus(path_, "identity", encoded_.corpus, *encoded_.tokenizer);
  std::vector<std::uint32_t> buffer;
  const auto read = tokens.read(0, tokens.size(), buffer);
  EXPECT_EQ(std::vector(read.begin(), read.end()), tokens_of(encoded_.corpus));
}

TEST_F(EncodedCorpusFileTest, KeepsATrainedTokenizer) {
  std::vector<std::string_view> lines(50, "영화가 정말 재미있어요");
  TokenizerOptions options;
  options.name = "sentencepiece";
  options.sentencepiece_vocab = 20;
  encoded_.tokenizer = make_tokenizer(options, lines);
  save_encoded_corpus(path_, "identity", encoded_.corpus, *encoded_.tokenizer);
  const CachedCorpus cached = load_encoded_corpus(path_, "identity");
  ASSERT_TRUE(cached.found);
  EXPECT_EQ(cached.found->tokenizer->model_bytes(), encoded_.tokenizer->model_bytes());
}

TEST_F(EncodedCorpusFileTest, NothingWithoutAFile) {
  const CachedCorpus cached = load_encoded_corpus(folder_.file("absent"), "identity");
  EXPECT_FALSE(cached.found);
  EXPECT_EQ(cached.why_not, "");
  EXPECT_EQ(load("").why_not, "");
}

TEST_F(EncodedCorpusFileTest, OfAnotherText) {
  const CachedCorpus cached = load_encoded_corpus(path_, "another");
  EXPECT_FALSE(cached.found);
  EXPECT_EQ(cached.why_not, "is of another text, of other options or of another version of t2v");
}

TEST_F(EncodedCorpusFileTest, OfAnotherFormat) {
  std::string bytes = bytes_;
  bytes[8] = 9;
  EXPECT_EQ(load(bytes).why_not, "has format version 9, expected 2");
}

TEST_F(EncodedCorpusFileTest, EveryChangedByteIsNoticed) {
  for (std::size_t at = 8; at < bytes_.size(); ++at) {
    std::string bytes = bytes_;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
    const CachedCorpus cached = load(bytes);
    EXPECT_FALSE(cached.found) << at;
    EXPECT_NE(cached.why_not, "") << at;
  }
}

TEST_F(EncodedCorpusFileTest, EveryMissingByteIsNoticed) {
  for (std::size_t size = 8; size < bytes_.size(); ++size) {
    const CachedCorpus cached = load(bytes_.substr(0, size));
    EXPECT_FALSE(cached.found) << size;
    EXPECT_EQ(cached.why_not, "is damaged") << size;
  }
  EXPECT_EQ(load(bytes_ + "x").why_not, "is damaged");
}

// Sizes of which the sum overflows to what it should be, or is more than any memory.
TEST_F(EncodedCorpusFileTest, SizesThatLie) {
  for (std::size_t field = 16; field < 8 + 12 * 8; field += 8) {
    for (const char top : {'\x01', '\x7F', '\xFF'}) {
      std::string bytes = bytes_;
      bytes[field + 7] = top;
      EXPECT_EQ(load(bytes).why_not, "is damaged") << field;
    }
  }
}

TEST_F(EncodedCorpusFileTest, OtherFilesAreNotTakenForACache) {
  write_file(path_, "my only copy of a novel");
  std::string message;
  try {
    load_encoded_corpus(path_, "identity");
  } catch (const Error& error) {
    message = error.what();
  }
  EXPECT_EQ(message, path_ + ": is no cache of an encoded corpus, expected one or a new file");
}

}  // namespace
}  // namespace t2v
