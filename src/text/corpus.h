#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/label_set.h"
#include "text/text_file.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace t2v {

struct VocabularyOptions {
  std::uint64_t min_count = 5;  ///< rarer words are left out
  std::uint64_t max_vocab = 0;  ///< keep this many of the most frequent words; 0: all
};

/// A tokenised corpus as the trainer reads it: word ids end to end, out-of-vocabulary tokens
/// dropped.
struct Corpus {
  std::vector<std::uint32_t> tokens;            ///< word ids of all documents, end to end
  std::vector<std::uint64_t> document_offsets;  ///< documents + 1 positions in `tokens`
  Vocabulary words;
  LabelSet labels;

  std::uint64_t tokens_read = 0;         ///< before the vocabulary was cut
  std::uint64_t overlong_tokens = 0;     ///< longer than kMaxKeyBytes, left out
  std::uint64_t invalid_sequences = 0;   ///< ill-formed UTF-8 sequences replaced
  std::uint64_t first_invalid_line = 0;  ///< 1-based line of the first of them; 0: none

  std::size_t documents() const {
    return document_offsets.empty() ? 0 : document_offsets.size() - 1;
  }
  std::span<const std::uint32_t> document(std::size_t index) const {
    return {tokens.data() + document_offsets[index], tokens.data() + document_offsets[index + 1]};
  }
};

/// Normalises, tokenises, counts and encodes `text` in one parallel pass; the result does not
/// depend on the number of threads (the caller's TBB arena). `labels` is left empty.
/// @throws Error for a corpus without documents, without tokens, or whose words are all rarer than
///   min_count
Corpus encode_corpus(const TextFile& text, const Tokenizer& tokenizer,
                     const VocabularyOptions& options);

/// encode_corpus for a vocabulary that is given, as for held-out documents: words that are not in
/// it are dropped. Never throws for lack of known words.
Corpus encode_with_vocabulary(const TextFile& text, const Tokenizer& tokenizer,
                              const Vocabulary& words);

/// @throws Error naming both counts when `corpus` and `labels` differ in lines
void require_same_line_count(const TextFile& corpus, const TextFile& labels);

/// True when a corpus that was cut at white space looks like raw Korean, Chinese or Japanese,
/// where words are not separated by spaces alone: another tokenizer would serve it better.
bool looks_untokenized(const Corpus& corpus);

}  // namespace t2v
