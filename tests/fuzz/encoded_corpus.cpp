#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/property.h"
#include "fuzz/scratch_file.h"
#include "model/encoded_corpus_file.h"
#include "text/checksum.h"

namespace t2v::fuzzing {
namespace {

constexpr std::string_view kMagic = "t2vcache";
constexpr const char* kIdentity = "fuzzed";

void require_consistent(const EncodedCorpus& encoded) {
  const Corpus& corpus = encoded.corpus;
  require(encoded.tokenizer != nullptr, "there is a tokenizer");
  require(corpus.document_offsets.back() == corpus.tokens.size(), "documents hold all tokens");
  std::uint64_t tokens = 0;
  for_each_document(corpus, 0, corpus.documents(), [&](std::size_t, auto words) {
    tokens += words.size();
    for (const std::uint32_t word : words) {
      require(word < corpus.words.size(), "tokens are words of the vocabulary");
    }
  });
  require(tokens == corpus.tokens.size(), "all tokens are in documents");
}

void load(std::string_view bytes) {
  const ScratchFile file(bytes);
  accepts([&] {
    const CachedCorpus cached = load_encoded_corpus(file.path(), kIdentity);
    require(bytes.empty() || cached.found.has_value() != !cached.why_not.empty(),
            "there is a corpus or a reason");
    if (cached.found) require_consistent(*cached.found);
  });
}

}  // namespace

/// All of a cache but its first bytes and its checksum; and any file.
void fuzz_encoded_corpus(Bytes input) {
  const std::string body = std::string(kMagic) + std::string(text_of(input));
  load(body + sha256_hex(body));
  load(text_of(input));
}

}  // namespace t2v::fuzzing
