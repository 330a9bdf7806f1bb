#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/embedding_keys.h"
#include "model/hdf5_memory.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

// What every kind of model file holds beside its numbers:
//
//   /           attributes options (JSON), corpus_sha256, seed, epochs_done, strings_sha256
//   /words/     key (UTF-8, fixed length), count u64
//   /labels/    key, count
//   /tokenizer/ name, model (bytes)

namespace t2v {

/// Those parts of a model.
struct ModelStrings {
  Vocabulary words;
  Vocabulary labels;
  std::shared_ptr<const Tokenizer> tokenizer;
  std::string options_json;
  std::string corpus_sha256;
  std::uint64_t seed = 0;
  std::uint32_t epochs_done = 0;
};

/// Those parts as they lie in a file.
struct StoredStrings {
  StringColumn word_keys;
  std::vector<std::uint64_t> word_counts;
  StringColumn label_keys;
  std::vector<std::uint64_t> label_counts;
  std::string tokenizer_name;
  std::string tokenizer_model;
  std::string options_json;
  std::string corpus_sha256;
  std::uint64_t seed;
  std::uint64_t epochs_done;
  std::string sha256;  ///< as strings_sha256 gave it when the file was written
};

/// SHA-256 over those parts: for the words, then the labels, their number and of each the key and
/// the count; then tokenizer name, tokenizer model, options, corpus_sha256, seed and epochs done. A
/// number is 8 bytes, least significant first; a string is its length in bytes as a number, then
/// its bytes.
std::string strings_sha256(const StoredStrings& strings);

/// Those parts of a model of any kind as they will lie in a file.
/// @throws Error for a key that does not fit into fixed-length UTF-8
template <typename Model>
StoredStrings stored_strings(const Model& model) {
  StoredStrings stored{.word_keys = key_column(model.words),
                       .word_counts = model.words.counts(),
                       .label_keys = key_column(model.labels),
                       .label_counts = model.labels.counts(),
                       .tokenizer_name = std::string(model.tokenizer->name()),
                       .tokenizer_model = std::string(model.tokenizer->model_bytes()),
                       .options_json = model.options_json,
                       .corpus_sha256 = model.corpus_sha256,
                       .seed = model.seed,
                       .epochs_done = model.epochs_done,
                       .sha256 = {}};
  stored.sha256 = strings_sha256(stored);
  return stored;
}

/// Hands the parts of `strings` over to a model of any kind.
template <typename Model>
void move_strings(ModelStrings&& strings, Model& model) {
  model.words = std::move(strings.words);
  model.labels = std::move(strings.labels);
  model.tokenizer = std::move(strings.tokenizer);
  model.options_json = std::move(strings.options_json);
  model.corpus_sha256 = std::move(strings.corpus_sha256);
  model.seed = strings.seed;
  model.epochs_done = strings.epochs_done;
}

/// @throws std::invalid_argument unless there are words, a tokenizer and options that are a JSON
///   object
void require_whole_strings(const Vocabulary& words, const Tokenizer* tokenizer,
                           const std::string& options_json);

/// The attributes, then the groups /words, /labels and /tokenizer with their datasets.
void write_strings(Hdf5Writer& file, const StoredStrings& strings);

/// @throws Error of the file where a part is missing, or they do not agree in shape
StoredStrings read_strings(const Hdf5Reader& file);

/// The parts of a model. Does not touch the file, so that it may run beside its reading; `file` is
/// named in errors.
/// @throws Error where the checksum does not hold, or values cannot be
ModelStrings restore_strings(const Hdf5Reader& file, const StoredStrings& stored);

}  // namespace t2v
