#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attribution/bootstrap.h"
#include "attribution/faithfulness.h"
#include "attribution/methods.h"
#include "classifier/classifier.h"

namespace t2v {

/// A document that attributions are judged on.
struct JudgedDocument {
  std::size_t number = 0;           ///< in the corpus, from 0
  std::string text;                 ///< normalised
  std::vector<std::uint32_t> rows;  ///< of the embedding, one a word, at least one
  std::uint32_t label = 0;          ///< the most probable one, whose probability is watched
};

/// One method's scores of all judged documents.
struct MethodScores {
  std::string name;
  std::vector<std::vector<double>> scores;   ///< [documents], one a word
  std::optional<double> completeness_error;  ///< mean |delta| over mean |sum of the scores|, for
                                             ///< methods that promise a sum
  double seconds = 0;                        ///< from words to scores; 0: not made here
};

/// Attributes all documents in parallel towards their labels, and takes the time.
MethodScores score_documents(const Classifier& classifier,
                             std::span<const JudgedDocument> documents, const Method& method,
                             const MethodOptions& options, OutputKind output);

/// Scores that say nothing, to compare with: uniform random numbers.
MethodScores random_scores(std::span<const JudgedDocument> documents, std::uint64_t seed);

/// Faithfulness over all documents, with its intervals.
struct MethodFaithfulness {
  std::array<Estimate, kBins.size()> comprehensiveness;
  std::array<Estimate, kBins.size()> sufficiency;
  Estimate aopc_comprehensiveness;  ///< means over the bins
  Estimate aopc_sufficiency;
};

/// Judges one method; the intervals of methods that are judged with the same seed rest on the same
/// draws of documents.
MethodFaithfulness judge(const Classifier& classifier, std::span<const JudgedDocument> documents,
                         const MethodScores& scores, Removal removal, std::uint64_t seed);

/// `count` of the numbers below `size`, drawn without replacement, ascending; all of them where
/// there are no more.
std::vector<std::size_t> draw_sample(std::size_t size, std::size_t count, std::uint64_t seed);

}  // namespace t2v
