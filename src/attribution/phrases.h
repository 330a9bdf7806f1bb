#pragma once

#include <cstddef>
#include <span>
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

/// Those that share no word with a stronger one that is kept, at most `most`: windows of several
/// widths answer to the same words, so that the strongest phrases are often one phrase.
/// @param phrases strongest first, as strongest_phrases() gives them
std::vector<Phrase> separate_phrases(std::span<const Phrase> phrases, std::size_t most);

}  // namespace t2v
