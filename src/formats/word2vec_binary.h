#pragma once

#include "formats/keyed_vectors.h"
#include "text/text_file.h"

namespace t2v {

/// Reads the binary format of word2vec: a heading `COUNT DIM`, then of each key its bytes, a space
/// and DIM little-endian 32-bit floats; line feeds before a key, which word2vec writes and gensim
/// does not, are passed over.
/// @throws Error naming the byte at which the file is not as expected
KeyedVectors read_word2vec_binary(const TextFile& file);

}  // namespace t2v
