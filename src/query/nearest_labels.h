#pragma once

#include <cstdint>
#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"
#include "query/reliability.h"
#include "query/term.h"

namespace t2v {

/// Asks for the labels whose documents speak of some words, and lean towards some labels.
struct LabelSearch {
  std::vector<Term> terms;
  std::vector<std::uint32_t> candidates;  ///< ids of the labels that may answer
  AnswerLimits limits;
  double prior_count = kDefaultPriorCount;  ///< documents; as for analogies (reliability.h)
};

/// The labels that score best. With W the words among the terms and E the labels, each with its
/// sign s, a label l scores
///
///   r(l) [ mean_{w in W} s_w (likeness(l, w) + a log((n_lw + k) / (e_lw + k)))
///        + mean_{e in E} s_e b lean_e(l) ]
///
/// likeness: mean of the cosines of l with the input vector of w (l stands in the company that w
/// stands in) and with its output vector (l predicts w). n_lw: documents of l that hold w; e_lw:
/// how many would, were w as frequent there as in all documents with a label of l's kind; a =
/// kCountWeight, k = kCountPrior. lean_e: the mean lean towards e (LabelLean) of the words of l's
/// documents, less that of all documents with a label of l's kind; b = kLeanWeight. Where the model
/// holds no counts the logarithm is left out, and b lean_e(l) is the cosine of l with e less the
/// mean cosine with the other labels of e's kind. r(l):
/// reliability of l by the number of its documents (1 where only words of a lexicon carry it); else
/// labels of a few documents, which speak of nothing but chance, would crowd the first places.
/// Labels among the terms are no answers.
///
/// Figures: benchmarks/README.md, "Labels of a kind".
/// @throws Error when the terms cancel each other out
std::vector<Answer> nearest_labels(const EmbeddingModel& model, const LabelSearch& search);

inline constexpr double kCountWeight = 0.15;  ///< of a natural logarithm against a cosine
inline constexpr double kCountPrior = 2;      ///< documents
inline constexpr double kLeanWeight = 1;      ///< of a mean lean against a cosine

}  // namespace t2v
