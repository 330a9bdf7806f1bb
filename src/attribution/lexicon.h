#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "attribution/word_statistics.h"

namespace t2v {

/// A word of the lexicon, under the label it speaks for most.
struct LexiconWord {
  std::uint32_t word = 0;                 ///< id in the classifier's vocabulary
  std::uint32_t label = 0;                ///< id of the label
  double strength = 0;                    ///< what words are ranked by
  double score_sum = 0;                   ///< over all occurrences in the label's documents
  double score_mean = 0;                  ///< score_sum over documents_here
  std::uint64_t documents_here = 0;       ///< of the label, holding the word
  std::uint64_t documents_elsewhere = 0;  ///< not of the label, holding the word
  double tf_idf = 0;
  std::size_t rank = 0;         ///< by strength among the label's words, from 1
  std::size_t tf_idf_rank = 0;  ///< by TF-IDF among all words of the label's documents, from 1

  /// All labels the word is strong under, the strongest first, where they are several.
  std::vector<std::uint32_t> ambiguous;
};

struct LexiconOptions {
  std::uint64_t min_count = 5;  ///< words in fewer documents of the label are left out
};

/// How strongly a word speaks for a label:
///
///   sum / sqrt(documents + kDoubtfulDocuments) * log(N / df) * sqrt(N / (L * N_label))
///
/// of its scores in the documents of the label that hold it; df of all N documents hold the word.
///
/// The plain sum would be led by words that are everywhere and add a little each time, the mean by
/// words met a few times; dividing by the root of the documents gives the geometric mean of the
/// two, which favours what is said often and means much, with doubt about the rare. The logarithm
/// is that of TF-IDF: what stands in every document cannot tell labels apart, although the network
/// may use it as it uses a bias. The last factor, 1 where the documents fall evenly to L labels,
/// makes strengths under a frequent label and a rare one comparable.
double word_strength(const WordStatistics& statistics, std::uint32_t label, std::uint32_t word);

/// One list a label: the words that speak for it more than for any other label, strongest first.
///
/// A word is ambiguous when its strength under another label is at least kAmbiguousShare of that
/// under its own: what stands in a document decides on which side it counts.
std::vector<std::vector<LexiconWord>> make_lexicon(const WordStatistics& statistics,
                                                   const LexiconOptions& options);

/// A word of a label's documents and its TF-IDF there.
struct TfIdfWord {
  std::uint32_t word = 0;
  double tf_idf = 0;
};

/// The words of the label's documents by TF-IDF, best first; those at 0 are left out.
std::vector<TfIdfWord> rank_by_tf_idf(const WordStatistics& statistics, std::uint32_t label,
                                      const LexiconOptions& options);

inline constexpr double kDoubtfulDocuments = 20;
inline constexpr double kAmbiguousShare = 0.5;

}  // namespace t2v
