#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "embedding/trainer.h"
#include "model/checkpoint.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"
#include "text/word_label_counts.h"

namespace t2v {

/// A trained embedding with all that is needed to ask it questions.
struct EmbeddingModel {
  Embedding vectors;  ///< of an imported model without output vectors (missing_parts.h)
  Vocabulary words;
  Vocabulary labels;
  WordLabelCounts counts;  ///< of the training corpus; empty() where the file has none
  std::shared_ptr<const Tokenizer> tokenizer;

  std::string options_json = "{}";  ///< every option of the training run, a JSON object
  std::string corpus_sha256;        ///< of the corpus file's bytes
  std::uint64_t seed = 0;
  std::uint32_t epochs_done = 0;
  /// Of a model that is saved as a checkpoint. load_embedding() leaves it out.
  std::optional<CheckpointRecord> checkpoint;
};

/// What stands in the file beside the model proper.
struct EmbeddingFileInfo {
  std::uint32_t format_version = 0;
  std::string writer;           ///< program and version that wrote it
  std::string vectors_sha256;   ///< of its vectors, see vectors_sha256()
  std::uint64_t documents = 0;  ///< that have a vector
};

/// Writes an HDF5 file:
///
///   /           attributes format="target2vec", format_version, writer, dim, options (JSON),
///               corpus_sha256, seed, epochs_done, vectors_sha256, strings_sha256
///               (model_strings.h), and last of all complete=1
///   /words/     key (UTF-8, fixed length), count u64, input f32[V,D], output f32[V,D],
///               documents u32[V]; of the keys also text u8[B] (all end to end, by id),
///               text_offset u64[V+1] and order u32[V] (ids in the order of the keys' bytes)
///   /labels/    key, count, input f32[L,D]
///   /documents/ input f32[N,D] and an attribute documents=N of /, where documents have vectors
///   /word_labels/ offset u64[V+1], label u32[P], documents u32[P] (word_label_counts.h)
///   /tokenizer/ name, model (bytes)
///   /train_state/ record (checkpoint.h), only in checkpoints
///
/// /words/documents and /word_labels came with format version 2; they are of length 0 where nothing
/// was counted. With version 3 came text, text_offset and order, and lists of numbers in one chunk
/// at addresses that are a multiple of 64, so that a query uses all in place (opened_model.h); with
/// version 4 the Seal behind the HDF5 file (seal.h), which other programs do not see. Version 5 is
/// that of imported models without output vectors, which have an attribute output_vectors=0 of /
/// and no rows in /words/output; all others stay at 4. The file is written beside `path` and
/// renamed into place when whole, so that an old file there stays until then. The same model gives
/// the same bytes. Beside the model this takes memory for the keys only.
/// @throws Error when the file cannot be written (no room, no permission, ...) or a vector is not
///   finite
/// @throws std::invalid_argument when the parts of the model do not belong together
void save_embedding(const EmbeddingModel& model, const std::string& path);

/// Whether vectors of documents, which may be larger than all else, are read where there are any.
enum class DocumentVectors { kLeave, kLoad };

/// @throws Error saying what is wrong: no such file, no HDF5 file, another format, a newer version,
///   incomplete, shapes that do not agree, a checksum that does not hold, values that are not
///   finite
EmbeddingModel load_embedding(const std::string& path, EmbeddingFileInfo* info = nullptr,
                              DocumentVectors documents = DocumentVectors::kLeave);

/// SHA-256 over the bytes of word input, word output, label input and document input vectors, rows
/// without padding, in that order: equal exactly when the vectors are.
std::string vectors_sha256(const Embedding& vectors);

}  // namespace t2v
