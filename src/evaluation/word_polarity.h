#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/embedding_file.h"
#include "text/text_file.h"

namespace t2v {

/// How much rather documents of one label than of another hold a word.
struct WordPolarity {
  std::vector<double> log_odds;  ///< one a word of the model; positive: rather the positive label
  std::uint64_t positive_documents = 0;
  std::uint64_t negative_documents = 0;
};

/// Measures every word of `model` on labelled documents by the logarithm of the odds ratio
///
///   log [ (p + 1) / (P - p + 1) ] - log [ (n + 1) / (N - n + 1) ]
///
/// where p of P documents with the label `positive` and n of N with `negative` hold the word. A
/// word that none of them holds gets 0: where P and N differ the formula would take a side. The
/// documents are cut by the model's tokenizer; one that carries both labels counts for both.
/// @throws Error when the files differ in lines or no document carries one of the labels
WordPolarity measure_polarity(const EmbeddingModel& model, const TextFile& corpus,
                              const TextFile& labels, const std::string& negative,
                              const std::string& positive);

}  // namespace t2v
