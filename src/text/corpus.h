#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "text/label_set.h"
#include "text/offsets.h"
#include "text/text_file.h"
#include "text/token_store.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace t2v {

struct VocabularyOptions {
  std::uint64_t min_count = 5;  ///< words that are rarer in the text are left out
  std::uint64_t max_vocab = 0;  ///< keep this many of the most frequent words; 0: all
  /// Words with their counts in other texts, of a model whose training goes on. They stay, whatever
  /// the two numbers above say, which limit the words that join them; counts add up. Null: none.
  std::shared_ptr<const Vocabulary> known{};
};

/// Documents of a corpus, one behind the other.
struct DocumentRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

/// A tokenised corpus as the trainer reads it: word ids end to end, out-of-vocabulary tokens
/// dropped.
struct Corpus {
  TokenStore tokens;         ///< word ids of all documents, end to end
  Offsets document_offsets;  ///< documents + 1 positions in `tokens`
  Vocabulary words;          ///< in the counts, also text before this one: VocabularyOptions::known
  LabelSet labels;
  /// Which its documents are in the whole corpus, where it is a part of one; empty: it is the
  /// whole.
  std::vector<DocumentRange> places;

  std::uint64_t tokens_read = 0;         ///< before the vocabulary was cut
  std::uint64_t overlong_tokens = 0;     ///< longer than kMaxKeyBytes, left out
  std::uint64_t invalid_sequences = 0;   ///< ill-formed UTF-8 sequences replaced
  std::uint64_t first_invalid_line = 0;  ///< 1-based line of the first of them; 0: none
  /// Where there were too many different tokens to count them all: of those that occur at most so
  /// often, some or all are left out. 0: all were counted.
  std::uint64_t forgotten_count = 0;

  std::size_t documents() const {
    return document_offsets.empty() ? 0 : document_offsets.size() - 1;
  }
  /// Of a corpus whose tokens are in memory, as encode_with_vocabulary leaves them.
  std::span<const std::uint32_t> document(std::size_t index) const {
    return tokens(document_offsets[index], document_offsets[index + 1]);
  }
};

/// Calls visit(document, words) for the documents in [first, end), in order. Where the tokens are
/// in a file, many documents are read at a time; `words` is then gone after the call.
template <typename Visit>
void for_each_document(const Corpus& corpus, std::size_t first, std::size_t end, Visit&& visit) {
  constexpr std::uint64_t kTokensAtATime = 1 << 16;
  std::vector<std::uint32_t> buffer;
  while (first < end) {
    const std::uint64_t begin = corpus.document_offsets[first];
    std::size_t next = first + 1;
    while (next < end && corpus.document_offsets[next + 1] - begin <= kTokensAtATime) ++next;
    const auto words = corpus.tokens.read(begin, corpus.document_offsets[next], buffer);
    for (; first < next; ++first) {
      const std::uint64_t from = corpus.document_offsets[first] - begin;
      const std::uint64_t to = corpus.document_offsets[first + 1] - begin;
      visit(first, words.subspan(from, to - from));
    }
  }
}

class CountingPeers;

/// How much memory encoding may take.
struct TokenRoom {
  std::uint64_t bytes =
      std::numeric_limits<std::uint64_t>::max();  ///< of tokens; more go to a file
  std::string folder;  ///< of that file, which has no name and vanishes with the tokens
  /// Of the different tokens of the text while they are counted, with as much again for a moment;
  /// where they need more, rare ones are forgotten.
  std::uint64_t dictionary_bytes = std::numeric_limits<std::uint64_t>::max();
};

/// Normalises, tokenises, counts and encodes `text` in one parallel pass; the result does not
/// depend on the number of threads (the caller's TBB arena). `labels` is left empty.
///
/// Where there are many more different tokens than max_vocab, or more than `room` admits, it takes
/// two passes: the first finds the frequent tokens while rare ones are forgotten, the second counts
/// those exactly and encodes them. Corpus::forgotten_count tells which words may be missing then.
///
/// With `peers` (counting_peers.h) the text is a part of the corpus, which may be empty. The words
/// with their counts are then those of all parts, the same in every process, and the same as one
/// process would choose; all else is of this part.
/// @throws Error for a corpus without documents, without tokens, or whose words are all unknown and
///   rarer than min_count
Corpus encode_corpus(const TextFile& text, const Tokenizer& tokenizer,
                     const VocabularyOptions& options, const TokenRoom& room = {},
                     CountingPeers* peers = nullptr);

/// encode_corpus for a vocabulary that is given, as for held-out documents: words that are not in
/// it are dropped. Never throws for lack of known words.
Corpus encode_with_vocabulary(const TextFile& text, const Tokenizer& tokenizer,
                              const Vocabulary& words);

/// @throws Error naming both counts when `corpus` and `labels` differ in lines
void require_same_line_count(const TextFile& corpus, const TextFile& labels);
/// The same where lines were counted: `documents` of the corpus and `lists` of the labels.
void require_same_line_count(const TextFile& corpus, std::uint64_t documents,
                             const TextFile& labels, std::uint64_t lists);

/// True when a corpus that was cut at white space looks like raw Korean, Chinese or Japanese,
/// where words are not separated by spaces alone: another tokenizer would serve it better.
bool looks_untokenized(const Corpus& corpus);

}  // namespace t2v
