#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "formats/keyed_vectors.h"
#include "text/text_file.h"

namespace t2v {

/// The first line of word2vec's and fastText's files: `COUNT DIM`.
struct VectorHeading {
  std::uint64_t keys = 0;
  std::uint64_t dim = 0;
};

/// Nothing where `line` is not two whole numbers.
std::optional<VectorHeading> read_heading(std::string_view line);

/// Whether a text of vectors begins with a VectorHeading.
enum class Heading { kThere, kNone };

/// Reads word2vec's text format, fastText's .vec (both with a heading) or GloVe's (without). A line
/// is a key and numbers, separated by spaces or tabs. A key may hold spaces itself, as some of
/// GloVe do, if what stands before the numbers is none. Runs in parallel (the caller's TBB arena).
/// @throws Error naming the line that is not as expected
KeyedVectors read_vector_text(const TextFile& file, Heading heading);

/// Reads the numbers of a line of such a file, as many as `values` has.
/// @returns the key; nothing where the line is no key with so many numbers
std::optional<std::string_view> read_vector_line(std::string_view line, std::span<float> values);

/// Parts of a line between spaces or tabs.
std::size_t count_fields(std::string_view line);

}  // namespace t2v
