#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "text/corpus.h"
#include "text_test.h"

namespace t2v {

inline Corpus encode(const std::string& text, const VocabularyOptions& options = {.min_count = 1},
                     const std::string& tokenizer = "whitespace") {
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  return encode_corpus(file, *simple_tokenizer(tokenizer), options);
}

inline Strings document(const Corpus& corpus, std::size_t index) {
  Strings words;
  for (const std::uint32_t id : corpus.document(index)) words.emplace_back(corpus.words.key(id));
  return words;
}

/// All tokens, wherever they are.
inline std::vector<std::uint32_t> tokens_of(const Corpus& corpus) {
  std::vector<std::uint32_t> buffer;
  const auto tokens = corpus.tokens.read(0, corpus.tokens.size(), buffer);
  return {tokens.begin(), tokens.end()};
}

inline std::vector<std::uint64_t> offsets_of(const Corpus& corpus) {
  std::vector<std::uint64_t> offsets;
  for (std::size_t i = 0; i < corpus.document_offsets.size(); ++i) {
    offsets.push_back(corpus.document_offsets[i]);
  }
  return offsets;
}

/// A text of many chunks with a long tail of rare words, a few damaged lines and empty ones.
inline std::string random_text() {
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

inline void expect_same(const Corpus& found, const Corpus& expected) {
  EXPECT_EQ(tokens_of(found), tokens_of(expected));
  EXPECT_EQ(found.document_offsets, expected.document_offsets);
  ASSERT_EQ(found.words.size(), expected.words.size());
  for (std::uint32_t id = 0; id < expected.words.size(); ++id) {
    ASSERT_EQ(found.words.key(id), expected.words.key(id));
  }
}

}  // namespace t2v
