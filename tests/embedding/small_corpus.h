#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/corpus.h"

namespace t2v {

/// A document of a hand-made corpus: tokens and labels, each separated by spaces.
struct SmallDocument {
  std::string tokens;
  std::string labels;
};

/// A corpus of hand-made documents, every word kept. `lexicon` labels words.
Corpus small_corpus(const std::vector<SmallDocument>& documents,
                    const std::vector<LexiconEntry>& lexicon = {});

/// A corpus of random documents over `words` words with Zipf-like frequencies and `labels` labels
/// (document d carries label d % labels, every fourth document none, every fifth a second one).
Corpus random_corpus(std::uint32_t words, std::size_t documents, std::size_t length,
                     std::uint32_t labels, std::uint64_t seed,
                     const std::vector<LexiconEntry>& lexicon = {});

/// 3,000 documents in which words "good0" to "good9" keep company with each other and with the
/// label "good", "bad" ones likewise (every third document), among "common" words of both.
Corpus two_camps();

}  // namespace t2v
