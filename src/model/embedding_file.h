#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "embedding/trainer.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace t2v {

/// A trained embedding with all that is needed to ask it questions.
struct EmbeddingModel {
  Embedding vectors;
  Vocabulary words;
  Vocabulary labels;
  std::shared_ptr<const Tokenizer> tokenizer;

  std::string options_json = "{}";  ///< every option of the training run, a JSON object
  std::string corpus_sha256;        ///< of the corpus file's bytes
  std::uint64_t seed = 0;
  std::uint32_t epochs_done = 0;
};

/// What stands in the file beside the model proper.
struct EmbeddingFileInfo {
  std::uint32_t format_version = 0;
  std::string writer;          ///< program and version that wrote it
  std::string vectors_sha256;  ///< over word input, word output and label input vectors, unpadded
};

/// Writes an HDF5 file:
///
///   /           attributes format="target2vec", format_version, writer, dim, options (JSON),
///               corpus_sha256, seed, epochs_done, vectors_sha256, strings_sha256
///               (model_strings.h), and last of all complete=1
///   /words/     key (UTF-8, fixed length), count u64, input f32[V,D], output f32[V,D]
///   /labels/    key, count, input f32[L,D]
///   /tokenizer/ name, model (bytes)
///
/// The file is written beside `path` and renamed into place when whole, so that an old file there
/// stays until then. Beside the model this takes memory for the keys only.
/// @throws Error when the file cannot be written (no room, no permission, ...) or a vector is not
///   finite
/// @throws std::invalid_argument when the parts of the model do not belong together
void save_embedding(const EmbeddingModel& model, const std::string& path);

/// @throws Error saying what is wrong: no such file, no HDF5 file, another format, a newer version,
///   incomplete, shapes that do not agree, a checksum that does not hold, values that are not
///   finite
EmbeddingModel load_embedding(const std::string& path, EmbeddingFileInfo* info = nullptr);

/// SHA-256 over the bytes of word input, word output and label input vectors, rows without padding,
/// in that order: equal exactly when the vectors are.
std::string vectors_sha256(const Embedding& vectors);

}  // namespace t2v
