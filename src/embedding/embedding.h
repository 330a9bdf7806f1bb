#pragma once

#include "embedding/matrix.h"

namespace t2v {

/// The parameters: what training learns.
struct Embedding {
  Matrix word_input;        ///< [words, dim]
  Matrix word_output;       ///< [words, dim]
  Matrix label_input;       ///< [labels, dim]; labels have no output vectors
  Matrix document_input{};  ///< [documents, dim], no rows unless they were asked for; inputs only
};

}  // namespace t2v
