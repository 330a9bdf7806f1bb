#include "model/encoded_corpus_identity.h"

#include <unicode/uvernum.h>

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "text/checksum.h"

namespace t2v {
namespace {

/// Of the keys and counts, in the order of ids.
std::string sha256_of(const Vocabulary& words) {
  Sha256 sum;
  for (const Vocabulary::Entry& entry : words.entries()) {
    sum.add(entry.key);
    sum.add(std::string_view("\0", 1));  // which no key holds
    sum.add(std::as_bytes(std::span(&entry.count, 1)));
  }
  return sum.hex();
}

}  // namespace

std::string encoded_corpus_identity(const std::string& corpus_sha256,
                                    const TokenizerOptions& tokenizer,
                                    const VocabularyOptions& vocabulary,
                                    const Tokenizer* stored_tokenizer) {
  nlohmann::ordered_json identity = {{"corpus_sha256", corpus_sha256},
                                     {"tokenizer", tokenizer.name},
                                     {"min-count", vocabulary.min_count},
                                     {"max-vocab", vocabulary.max_vocab},
                                     {"t2v", T2V_VERSION},
                                     {"icu", U_ICU_VERSION}};
  if (vocabulary.known) identity["known-words"] = sha256_of(*vocabulary.known);
  if (stored_tokenizer != nullptr) {
    identity["tokenizer"] = stored_tokenizer->name();
    identity["tokenizer-model"] = sha256_hex(stored_tokenizer->model_bytes());
  } else if (!tokenizer.sentencepiece_model.empty()) {
    identity["sentencepiece-model"] = sha256_hex(TextFile::open(tokenizer.sentencepiece_model));
  } else if (tokenizer.name == "sentencepiece") {
    identity["sentencepiece-vocab"] = tokenizer.sentencepiece_vocab;
  }
  return identity.dump();
}

}  // namespace t2v
