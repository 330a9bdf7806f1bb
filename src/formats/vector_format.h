#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace t2v {

/// Files in which other programs keep keys with their vectors.
///
///   word2vec         text: a heading `COUNT DIM`, then a line a key: the key and its numbers,
///                    separated by spaces
///   word2vec-binary  the same heading; a key, a space, DIM 32-bit floats (little-endian) and a
///   line
///                    feed, which readers do without
///   vec              fastText's text: as word2vec, with a space at the end of a line
///   glove            text: as word2vec without the heading
///   npy              NumPy's matrix [keys, DIM] of 32-bit floats; beside it the keys, one a line
///   projector        TensorFlow's Embedding Projector: numbers separated by tabs, a line a key;
///                    beside it the metadata, a line a key, with a heading where it has columns
///   tsv              a table with a heading: key, type, count and the numbers
enum class VectorFormat { kWord2vec, kWord2vecBinary, kVec, kGlove, kNpy, kProjector, kTsv };

/// A format with the name users give it.
struct NamedVectorFormat {
  std::string_view name;
  VectorFormat format;
};

/// All that can be written; those that can be read are the first kReadFormats of them.
inline constexpr std::array<NamedVectorFormat, 7> kVectorFormats{{
    {"word2vec", VectorFormat::kWord2vec},
    {"word2vec-binary", VectorFormat::kWord2vecBinary},
    {"vec", VectorFormat::kVec},
    {"glove", VectorFormat::kGlove},
    {"npy", VectorFormat::kNpy},
    {"projector", VectorFormat::kProjector},
    {"tsv", VectorFormat::kTsv},
}};
inline constexpr std::size_t kReadFormats = 4;

std::optional<VectorFormat> vector_format_named(std::string_view name);
std::string_view name_of(VectorFormat format);

/// Whether the keys, with what is known of them, go into a file beside the vectors.
bool has_key_file(VectorFormat format);

/// Whether a key ends at the first white space, so that it may hold none.
bool ends_keys_at_white_space(VectorFormat format);

}  // namespace t2v
