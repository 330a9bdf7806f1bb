#pragma once

#include <cstdint>
#include <vector>

#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

/// Vectors in double precision, a plain vector a row.
struct ReferenceEmbedding {
  std::vector<std::vector<double>> word_input;
  std::vector<std::vector<double>> word_output;
  std::vector<std::vector<double>> label_input;
  std::vector<std::vector<double>> document_input;
};

/// The training of embedding/trainer.h for one thread as the formulas state it, in double precision
/// and without any of its speed: same initial vectors, same draws (subsampling, windows, noise) and
/// same order of work, all other arithmetic written out anew.
ReferenceEmbedding reference_train(const Corpus& corpus, const TrainingOptions& options);

}  // namespace t2v
