#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "embedding/embedding.h"
#include "model/embedding_file.h"
#include "text/vocabulary.h"
#include "text/word_label_counts.h"

namespace t2v {

/// A model whose training goes on with other text. The vocabulary is then the union of its words
/// and of new ones (VocabularyOptions::known), likewise the labels (add_known_labels), and all
/// counts are sums: they stand for all text that the model has seen. Vectors of the new model begin
/// as start_vectors() says.
///
/// The vectors stay in the file until they are copied, so that they do not take memory while the
/// text is read.
struct EarlierModel {
  std::string path;
  EmbeddingModel model;    ///< but its vectors
  EmbeddingFileInfo file;  ///< which may have vectors of documents; they are not carried over
  std::size_t dim = 0;
  std::uint64_t bytes = 0;  ///< of the file; in memory it takes no more
};

/// Reads and checks the whole file. @throws Error as load_embedding
EarlierModel load_earlier_model(const std::string& path);

/// Where training begins: words and labels of the earlier model with its vectors (input and
/// output), all others as in initial_embedding, with small random input vectors and output vectors
/// zero, as are all output vectors where the earlier model has none. Documents have none.
/// @param words, labels those of the new model, among them all of the earlier one
/// @throws Error when the file has been changed since it was loaded, or is damaged
/// @throws std::invalid_argument when a word or label of the earlier model is not among them
Embedding start_vectors(const EarlierModel& earlier, const Vocabulary& words,
                        const Vocabulary& labels, std::uint64_t seed);

/// The sums of the earlier model's counts and of those of the new text, by the ids of `words` and
/// `labels`, whose counts are sums as well. Empty where the earlier model has none (of format
/// version 1): a part of the text must not pass for all of it. Of an imported model nothing at all
/// is counted, so the counts are those of the new text.
/// @throws Error for more documents than 32 bits can number
/// @throws std::invalid_argument as start_vectors
WordLabelCounts sum_of_counts(const EmbeddingModel& earlier, const WordLabelCounts& counts,
                              const Vocabulary& words, const Vocabulary& labels);

}  // namespace t2v
