#pragma once

#include <cstddef>
#include <cstdint>

#include "embedding/embedding.h"

namespace t2v {

/// Where training begins: input vectors of words and labels uniform in [-1/(2 dim), 1/(2 dim)),
/// output vectors zero, as in word2vec. A row depends on `seed` and its number alone.
Embedding initial_embedding(std::size_t words, std::size_t labels, std::size_t dim,
                            std::uint64_t seed);

}  // namespace t2v
