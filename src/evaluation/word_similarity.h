#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/question_words.h"
#include "model/embedding_file.h"
#include "text/text_file.h"

namespace t2v {

/// Two words and how similar people find them.
struct WordPair {
  std::string first;
  std::string second;
  double score = 0;
};

/// Reads word pairs in the layouts of WordSim-353 and SimLex-999: a pair a line, cells separated by
/// tabs where the first line has one, else by commas where it has one, else by white space. The
/// first two cells are the words, which are normalised. The score is the third cell or, where a
/// heading names a column SimLex999, the one of that column; further cells are not looked at. The
/// first line is a heading where its third cell is no number. Empty lines and lines that begin with
/// # are passed over.
/// @throws Error naming file:line for a line without two words and a finite score, and for a file
///   without pairs
std::vector<WordPair> read_word_pairs(const TextFile& file);

struct WordSimilarityReport {
  std::size_t pairs = 0;
  std::size_t known = 0;  ///< pairs whose words both are words of the model
  double coverage = 0;    ///< known over all pairs
  /// Rank correlation of people's scores with the cosines of input vectors, over the known pairs;
  /// NaN where there is none.
  double spearman = 0;
};

WordSimilarityReport evaluate_word_similarity(const EmbeddingModel& model,
                                              const std::vector<WordPair>& pairs,
                                              const QuestionWordsOptions& options = {});

}  // namespace t2v
