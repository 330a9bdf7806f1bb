#pragma once

#include <span>
#include <vector>

#include "model/model_view.h"
#include "query/answer.h"
#include "query/reliability.h"
#include "query/term.h"
#include "query/word_search.h"

namespace t2v {

enum class AnalogyMethod {
  /// CounterpartScore where the terms hold a word and labels of both signs; else kAdd.
  kCounterpart,
  /// 3CosAdd: the cosine of a word with the sum of the terms' vectors. The vectors are summed as
  /// trained: bringing each to length 1 first, as is often done, loses the strength of a label
  /// against that of a word.
  kAdd,
  /// 3CosMul (Levy & Goldberg 2014, section 6), with cosines moved to [0, 1]:
  /// prod_{p in positive} c(p, w) / prod_{n in negative} (c(n, w) + 0.001), c = (cosine + 1) / 2.
  kMultiply,
};

struct AnalogyOptions {
  AnalogyMethod method = AnalogyMethod::kCounterpart;
  /// The method's score is multiplied by reliability(count, prior_count); 0: taken as it is.
  double prior_count = kDefaultPriorCount;
};

/// The question, to be asked of the words' input vectors, for the words that complete an analogy
/// such as 최악 - 부정 + 긍정. Words among the terms are no answers. What `model` is a view of must
/// outlive the question.
/// @throws Error when the terms cancel each other out (kCounterpart, kAdd)
WordQuestion analogy_question(const ModelView& model, std::span<const Term> terms,
                              const AnalogyOptions& options = {});

/// Its answers.
std::vector<Answer> analogy(const ModelView& model, std::span<const Term> terms,
                            const AnswerLimits& limits, const AnalogyOptions& options = {});

}  // namespace t2v
