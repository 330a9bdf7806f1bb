#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/hdf5_memory.h"
#include "text/vocabulary.h"

// Words and labels between a vocabulary and the columns of a model file.

namespace t2v {

/// The keys in the order of ids.
/// @throws Error for a key that does not fit into fixed-length UTF-8: ill-formed, or with a NUL
StringColumn key_column(const Vocabulary& vocabulary);

/// The vocabulary of both columns, which have the same length.
/// @throws Error for a key that is empty, ill-formed or there already
Vocabulary vocabulary_of(const StringColumn& keys, std::span<const std::uint64_t> counts);

}  // namespace t2v
