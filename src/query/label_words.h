#pragma once

#include <cstdint>
#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"

namespace t2v {

/// Asks for the words that the documents of one label speak with under another one: what is blamed
/// in a film (label film:1, towards 부정) or praised (towards 긍정).
struct LabelWordsQuery {
  std::uint32_t label = 0;    ///< whose documents are asked
  std::uint32_t towards = 0;  ///< the label the words lean to
  AnswerLimits limits;
};

/// The words that score best. A word w scores
///
///   r(w) [ cos(l, o_w) + a log((n_lw + k) / (e_lw + k)) + lean(w) ]
///
/// in the terms of nearest_labels.h, with l the label and o_w the output vector, which l learned to
/// predict: it is nearest_labels() asked the other way round. lean(w) is that of label_condition.h
/// towards the other label, and r(w) the word's reliability. Only content words (content_word.h)
/// answer that lean towards it and that two documents of the label hold at least (one, where it has
/// fewer than kFewDocuments). Where the model holds no counts, cosines and contrasts answer alone.
/// @throws Error where both labels are one
std::vector<Answer> label_words(const EmbeddingModel& model, const LabelWordsQuery& query);

inline constexpr std::uint64_t kFewDocuments = 20;

}  // namespace t2v
