#pragma once

#include <cstdint>
#include <span>

#include "embedding/embedding.h"
#include "embedding/subsampling.h"
#include "embedding/training_examples.h"
#include "embedding/training_options.h"
#include "text/corpus.h"
#include "text/vocabulary.h"

namespace t2v {

/// Vectors for documents that were not trained on: the document term of the objective
/// (embedding/trainer.h) is climbed for the document's vector alone, output vectors stay as they
/// are (Le and Mikolov 2014, section 2.3). As in training it starts at zero and goes `epochs` times
/// over the words, the learning rate falling to almost nothing. Words are not subsampled but
/// weighed by their chance to be kept, which is the same on average and leaves no short document
/// empty.
///
/// What is drawn depends on the options' seed and on the document's words alone: equal documents
/// get equal vectors, wherever and among whatever others they are.
class DocumentInference {
 public:
  /// @param vectors, words of the model; must outlive this object
  /// @param options of its training
  DocumentInference(const Embedding& vectors, const Vocabulary& words,
                    const TrainingOptions& options);

  /// Writes the vector of a document, given by its known words, to `row`: of `dim` floats, padded
  /// and aligned as in Matrix. Zeros for a document without known words.
  void infer(std::span<const std::uint32_t> tokens, float* row) const;

  /// The vectors of all documents, [documents, dim], in parallel in the caller's TBB arena.
  Matrix infer(const Corpus& corpus) const;

 private:
  void step(const SegmentExamples& examples, std::size_t position, float rate, float* row) const;

  const Matrix& outputs_;
  const TrainingOptions options_;
  const Subsampling subsampling_;
  const ExampleSampler sampler_;  ///< keeps every word
};

}  // namespace t2v
