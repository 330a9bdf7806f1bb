#pragma once

#include "formats/vector_format.h"
#include "text/text_file.h"

namespace t2v {

/// In which of the formats that can be read a file is, by its beginning: word2vec (which vec is,
/// too), word2vec-binary or glove.
/// @throws Error where it is in none of them, or in one of ours or another program's that needs no
///   import or allows none
VectorFormat detect_vector_format(const TextFile& file);

}  // namespace t2v
