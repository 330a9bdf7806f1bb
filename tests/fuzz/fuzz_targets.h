#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

// What is fuzzed. A target gets any bytes, hands them to one reader of the library and asks that
// what comes back has the properties it should have; a property that does not hold ends the run as
// an exception of another kind than Error.

namespace t2v::fuzzing {

using Bytes = std::span<const std::uint8_t>;

void fuzz_normalization(Bytes input);
void fuzz_tokenizers(Bytes input);
void fuzz_sentencepiece(Bytes input);
void fuzz_sentencepiece_model(Bytes input);
void fuzz_label_lines(Bytes input);
void fuzz_lexicon(Bytes input);
void fuzz_name_patterns(Bytes input);
void fuzz_terms(Bytes input);
void fuzz_evaluation_files(Bytes input);
void fuzz_score_file(Bytes input);
void fuzz_outside_text(Bytes input);
void fuzz_command_line(Bytes input);
void fuzz_training_record(Bytes input);
void fuzz_encoded_corpus(Bytes input);
void fuzz_embedding_bytes(Bytes input);
void fuzz_embedding_content(Bytes input);
void fuzz_cnn_bytes(Bytes input);
void fuzz_cnn_content(Bytes input);
void fuzz_neighbor_index(Bytes input);
void fuzz_word2vec_text(Bytes input);
void fuzz_glove_text(Bytes input);
void fuzz_word2vec_binary(Bytes input);
void fuzz_vector_detection(Bytes input);
void fuzz_table(Bytes input);
void fuzz_fasttext_lines(Bytes input);
void fuzz_compressed_text(Bytes input);

struct Target {
  std::string_view name;  ///< also of its folder of seeds
  void (*run)(Bytes input);
};

/// For test output.
void PrintTo(const Target& target, std::ostream* out);

/// All of them.
std::span<const Target> targets();

}  // namespace t2v::fuzzing
