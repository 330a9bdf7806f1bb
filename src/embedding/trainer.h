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
  double seconds = 0;              ///< since training began
  double learning_rate = 0;
  // Mean negative-sampling loss of a pair since the last report, before the step:
  double word_loss = 0;              ///< of a centre word given a context word
  std::optional<double> label_loss;  ///< of a centre word given a label; none without labels
};

/// Called now and then (some ten times a second at most), by one thread at a time.
using ProgressCallback = std::function<void(const TrainingProgress&)>;

/// Skip-gram with negative sampling (Mikolov et al. 2013) and a term in which the labels of a token
/// predict the same context words. For tokens w_1..w_T, window c and label set E_t of token t it
/// maximises
///
///   (1/T) sum_t sum_{-c<=j<=c, j!=0} [ log p(w_{t+j} | w_t)
///                                      + lambda mean_{e in E_t} log p(w_{t+j} | e) ]
///
/// by stochastic gradient ascent on `options.threads` workers (Hogwild, Niu et al. 2011). With one
/// thread the same corpus, options and seed give the same bytes.
/// @throws Error when an option is out of range, nothing is left to train on or training diverges
Embedding train(const Corpus& corpus, const TrainingOptions& options,
                const ProgressCallback& progress = {});

}  // namespace t2v
