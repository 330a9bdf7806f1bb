#pragma once

#include "embedding/matrix.h"

namespace t2v {

/// The parameters: what training learns.
struct Embedding {
  Matrix word_input;   ///< [words, dim]
  Matrix word_output;  ///< [words, dim]
  Matrix label_input;  ///< [labels, dim]; labels have no output vectors
};

}  // namespace t2v
