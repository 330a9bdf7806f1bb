#pragma once

#include <cstddef>
#include <random>

#include "model/embedding_file.h"

namespace t2v {

/// A model with keys of several scripts, some of them as long as keys may be.
EmbeddingModel random_model(std::mt19937& random, std::size_t words, std::size_t labels,
                            std::size_t dim);

/// Expects everything of both models to be the same, vectors bit by bit.
void expect_same(const EmbeddingModel& a, const EmbeddingModel& b);

}  // namespace t2v
