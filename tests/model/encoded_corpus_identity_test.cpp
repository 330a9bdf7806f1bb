#include "model/encoded_corpus_identity.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/temporary_folder.h"

namespace t2v {
namespace {

TEST(EncodedCorpusIdentityTest, NamesWhatEncodingDependsOn) {
  const TokenizerOptions whitespace;
  const VocabularyOptions usual;
  const std::string identity = encoded_corpus_identity("a", whitespace, usual);
  EXPECT_EQ(encoded_corpus_identity("a", whitespace, usual), identity);
  EXPECT_NE(encoded_corpus_identity("b", whitespace, usual), identity);
  TokenizerOptions other;
  other.name = "unicode";
  EXPECT_NE(encoded_corpus_identity("a", other, usual), identity);
  EXPECT_NE(encoded_corpus_identity("a", whitespace, {.min_count = 4}), identity);
  EXPECT_NE(encoded_corpus_identity("a", whitespace, {.max_vocab = 4}), identity);
  other.name = "sentencepiece";
  const std::string trained = encoded_corpus_identity("a", other, usual);
  other.sentencepiece_vocab = 8;
  EXPECT_NE(encoded_corpus_identity("a", other, usual), trained);
  const TemporaryFolder folder;
  TokenizerOptions given = other;
  given.sentencepiece_model = folder.file("model");
  write_file(folder.file("model"), "one");
  const std::string one = encoded_corpus_identity("a", given, usual);
  write_file(folder.file("model"), "two");
  EXPECT_NE(encoded_corpus_identity("a", given, usual), one);
}

TEST(EncodedCorpusIdentityTest, NamesKnownWordsWithTheirCounts) {
  const auto identity = [](std::vector<Vocabulary::Entry> words) {
    VocabularyOptions options;
    options.known = std::make_shared<const Vocabulary>(Vocabulary::from_counts(std::move(words)));
    return encoded_corpus_identity("a", {}, options);
  };
  const std::string known = identity({{"최고", 2}, {"b", 1}});
  EXPECT_EQ(identity({{"b", 1}, {"최고", 2}}), known);
  EXPECT_NE(identity({{"최고", 3}, {"b", 1}}), known);
  EXPECT_NE(identity({{"최고", 2}, {"c", 1}}), known);
  EXPECT_NE(identity({{"최고", 2}}), known);
  EXPECT_NE(encoded_corpus_identity("a", {}, {}), known);
}

TEST(EncodedCorpusIdentityTest, NamesTheTokenizerOfAModel) {
  TokenizerOptions options;
  options.name = "sentencepiece";
  options.sentencepiece_vocab = 20;
  const auto identity = [&](std::string_view line) {
    const std::vector<std::string_view> lines(50, line);
    const auto tokenizer = make_tokenizer(options, lines);
    return encoded_corpus_identity("a", options, {}, tokenizer.get());
  };
  const std::string one = identity("영화가 정말 재미있어요");
  EXPECT_EQ(identity("영화가 정말 재미있어요"), one);
  EXPECT_NE(identity("배우가 연기를 잘해요"), one);
  EXPECT_NE(encoded_corpus_identity("a", options, {}), one);
}

}  // namespace
}  // namespace t2v
