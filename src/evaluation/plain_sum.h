#pragma once

#include <vector>

#include "embedding/matrix.h"
#include "model/embedding_file.h"
#include "query/word_query.h"

namespace t2v {

/// The way to ask under a label that needs no more than vectors, known from gensim: the cosine of
/// the rows with
///
///   (sum of the terms' vectors) + weight * (sum of the labels' vectors),
///
/// vectors as trained. It is what neighbors() and contexts() are compared with.
/// @param rows [words, dim]: input vectors as neighbors() has them, output vectors as contexts()
/// @throws Error where the vectors cancel each other out
std::vector<Answer> plain_sum(const EmbeddingModel& model, const WordQuery& query,
                              const Matrix& rows);

}  // namespace t2v
