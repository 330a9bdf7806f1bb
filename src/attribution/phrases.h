#pragma once

#include <cstddef>
#include <vector>

#include "attribution/target.h"
#include "classifier/classifier.h"
#include "classifier/forward_pass.h"

namespace t2v {

/// Neighbouring words that filters answered to together: tokens [begin, end) of a text.
struct Phrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  double score = 0;  ///< what the windows that won exactly here added to the target's output
};

/// The strongest phrases for the target (score above zero), strongest first, at most `most`. A
/// window that won is the phrase of the words it covers (padding left out); its score is the sum
/// of d output / d h_f * h_f over the features whose window it is.
std::vector<Phrase> strongest_phrases(const Classifier& classifier, const ForwardPass& pass,
                                      const Target& target, std::size_t most);

}  // namespace t2v
