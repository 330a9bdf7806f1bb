#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "embedding/embedding.h"
#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

struct TrainingProgress {
  std::uint64_t tokens_done = 0;   ///< over all epochs, before subsampling
  std::uint64_t tokens_total = 0;  ///< over all epochs, before subsampling
  std::uint64_t pairs_done = 0;  ///< pairs of an input row (word, label or document) and an output
                                 ///< row (word or noise word) trained so far
  double seconds = 0;            ///< since training began
  double learning_rate = 0;
  // Mean negative-sampling loss of a pair since the last report, before the step:
  double word_loss = 0;  ///< of a centre word given a context word (joint: and its labels)
  std::optional<double> label_loss;     ///< of a centre word given a label; none without labels and
                                        ///< none in the joint objective
  std::optional<double> document_loss;  ///< of a word given its document's vector; none without
};

/// Called now and then (some ten times a second at most), by one thread at a time. What it throws
/// ends the training and comes out of train().
using ProgressCallback = std::function<void(const TrainingProgress&)>;

/// Skip-gram with negative sampling (Mikolov et al. 2013) and a term in which the labels of a token
/// predict the same context words. For tokens w_1..w_T, window c and label set E_t of token t it
/// maximises
///
///   (1/T) sum_t sum_{-c<=j<=c, j!=0} [ log p(w_{t+j} | w_t)
///                                      + lambda mean_{e in E_t} log p(w_{t+j} | e) ]
///
/// or, with Objective::kJoint, where the labels' vectors are added to the word's (the mean of no
/// labels is zero: such tokens are plain skip-gram),
///
///   (1/T) sum_t sum_{-c<=j<=c, j!=0} log p(w_{t+j} | w_t + lambda mean_{e in E_t} e)
///
/// and with options.documents besides, for the vector d of each document, a row of document_input,
/// and its weight delta (document_weight; 1 makes it the distributed bag of words of Le and Mikolov
/// 2014, PV-DBOW, trained along with the words)
///
///   (1/T) sum_t delta log p(w_t | d_t)
///
/// where log p(w | x) is the negative-sampling term log s(<x, out_w>) + sum_k log s(-<x, out_k>)
/// over noise words k. Balancing (label_terms.h) multiplies the term of a label in the first and
/// the length of the steps of its vector in the second, whose optimum it leaves where it is.
/// Stochastic gradient ascent runs on `options.threads` workers (Hogwild, Niu et al. 2011). With
/// one thread the same corpus, options and seed give the same bytes.
/// @throws Error when an option is out of range, nothing is left to train on or training diverges
Embedding train(const Corpus& corpus, const TrainingOptions& options,
                const ProgressCallback& progress = {});

}  // namespace t2v
