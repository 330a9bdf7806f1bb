#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"

namespace t2v {

/// Largest dim of a model file.
inline constexpr std::size_t kMaxStoredDim = 4096;  // as TrainingOptions

/// One kind of model file.
struct ModelFormat {
  std::string_view name;             ///< attribute `format`
  std::string_view what;             ///< for messages: "t2v model"
  std::uint32_t version = 1;         ///< written, and the newest that can be read
  std::uint32_t sealed_version = 1;  ///< the first whose files have a Seal
};

inline constexpr ModelFormat kEmbeddingFormat{"target2vec", "t2v model", 5, 4};
inline constexpr ModelFormat kNeighborIndexFormat{"target2vec-hnsw", "t2v index of neighbours", 2,
                                                  2};
inline constexpr ModelFormat kCnnFormat{"target2vec-cnn", "t2v-attribute classifier", 2, 2};

/// What the attributes of / say about a model file itself.
struct ModelHeader {
  std::uint32_t format_version = 0;
  std::string writer;     ///< program and version that wrote it
  std::uint64_t dim = 0;  ///< of its word vectors, 1 to kMaxStoredDim
};

/// Attributes format, format_version, writer and dim. The last attribute of a file is complete=1.
void write_header(Hdf5Writer& file, const ModelFormat& format, std::string_view writer,
                  std::uint64_t dim);

/// @throws Error of the file when it is of another format (named where it is one of ours), of a
///   newer version, incomplete, or has lost its seal
ModelHeader read_header(const Hdf5Reader& file, const ModelFormat& format);

/// Whether all files of this format and version are written with a Seal. @throws Error of the file
bool requires_seal(const Hdf5Reader& file);

}  // namespace t2v
