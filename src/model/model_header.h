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
  std::string_view name;      ///< attribute `format`
  std::string_view what;      ///< for messages: "t2v model"
  std::uint32_t version = 1;  ///< written, and the newest that can be read
};

inline constexpr ModelFormat kEmbeddingFormat{"target2vec", "t2v model", 3};
inline constexpr ModelFormat kNeighborIndexFormat{"target2vec-hnsw", "t2v index of neighbours", 1};
inline constexpr ModelFormat kCnnFormat{"target2vec-cnn", "t2v-attribute classifier", 1};

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
///   newer version or incomplete
ModelHeader read_header(const Hdf5Reader& file, const ModelFormat& format);

}  // namespace t2v
