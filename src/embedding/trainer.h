#pragma once

#include "embedding/embedding.h"
#include "embedding/training_control.h"
#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

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
/// one thread the same corpus, options and seed give the same bytes, also where a run is stopped
/// and another continues from its checkpoint. With several threads a checkpoint is exact all the
/// same: it is taken while no worker is within a block.
/// @throws Error when an option is out of range, nothing is left to train on or `control.start` is
///   of another corpus or other options
/// @throws TrainingDiverged within some thousand words of its happening
/// @throws TrainingStopped when control.stop_asked said so
Embedding train(const Corpus& corpus, const TrainingOptions& options, TrainingControl control);

/// The same, from the beginning to the end.
Embedding train(const Corpus& corpus, const TrainingOptions& options,
                const ProgressCallback& progress = {});

}  // namespace t2v
