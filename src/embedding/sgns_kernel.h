#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "embedding/loss.h"

namespace t2v {

/// One step of skip-gram with negative sampling: every input row (the context words of a centre
/// word, its document, and the labels that speak for them) against every output row (the centre
/// word first, then noise words). Rows are padded and aligned as in Matrix.
struct SgnsBlock {
  std::vector<float*> inputs;   ///< rows to be predicted from; the same word row may occur twice
  std::vector<float> weights;   ///< one an input: how often its pairs count
  std::vector<float*> outputs;  ///< the positive one first; the same row may occur twice
  std::size_t word_inputs = 0;  ///< the first so many inputs are words,
  std::size_t document_inputs = 0;  ///< so many behind them documents, the others labels
  /// How much of each label's row is added to a word's row before it predicts, for the joint
  /// objective: [labels] where all words have the same shares, else [word_inputs, labels]. Empty
  /// for the independent objective.
  std::vector<float> label_shares;
};

/// Gradients on their way; one a worker, kept so that no step allocates.
struct SgnsWorkspace {
  std::vector<float> gradients;
};

/// Moves all rows of `block` one step of stochastic gradient ascent on
///
///   sum_i weight_i [ log s(<in_i, out_0>) + sum_{k>0} log s(-<in_i, out_k>) ],   s(x) = 1/(1+e^-x)
///
/// with g_ik = rate * weight_i * ([k = 0] - s(<in_i, out_k>)):
///
///   in_i += sum_k g_ik out_k        out_k += sum_i g_ik in_i
///
/// With label shares a_ie (the joint objective) x_i = in_i + sum_e a_ie label_e takes the place of
/// in_i for words, and labels do not predict for
/// themselves:
///
///   sum_i weight_i [ log s(<x_i, out_0>) + sum_{k>0} log s(-<x_i, out_k>) ]
///
/// with g_ik = rate * weight_i * ([k = 0] - s(<x_i, out_k>)) for words and documents (x_i = in_i)
/// and g_ek = sum_i a_ie g_ik:
///
///   in_i += sum_k g_ik out_k        out_k += sum_i g_ik x_i
///   label_e += weight_e sum_k g_ek out_k
///
/// where the weight of a label is the length of its own step and does not touch the others. No sum
/// x_i is ever formed: its inner products are sums of those of the rows, and
/// sum_i g_ik x_i = sum_i g_ik in_i + sum_e g_ek label_e, so labels remain inputs like the others.
///
/// Work and traffic: a pair of an input and an output takes 3 multiply-adds a dimension, 6 dim
/// flops. With windows of 5 and 5 noise words a centre word has some 5 context words and its
/// labels, 36 pairs or 22 kflop at dim 100. New to the caches are one input and six outputs, 7 rows
/// of 448 bytes read and, later, written back: 6 kB. That is 3.5 flops a byte, so that a core of
/// 110 Gflop/s asks for 30 GB/s: rows of the top words come from its own caches, the others from
/// the one the cores share (42,000 words are 38 MB) or from memory, and are asked for two words
/// ahead (worker.cpp). On rows of the first cache it reaches half of the peak, with sigmoids and
/// sums over lanes; in training a quarter, the rest being waiting for rows (benchmarks/README.md).
///
/// All inner products are taken before any row moves. Outputs are taken six at a time (six rows,
/// their six changes and what meets them fill the 16 vector registers of AVX2); with more than six
/// the next six see the inputs moved by the first.
///
/// THE RACES OF TRAINING ARE HERE AND ONLY HERE. Workers share the word matrices and this function
/// reads and writes their rows (shared_row-inl.h) without locks or atomics (Hogwild, Niu et al.
/// 2011): when two workers meet in a row, a part of one step may be lost. Word frequencies make
/// that rare and the steps are small, so the result stays within the noise of sampling, where a
/// lock a row would cost more than the arithmetic. That holds for both objectives: label and
/// document rows are the caller's own copies (shared_rows.h), only words' rows are shared. A float
/// is written in one piece on every machine this runs on, so no torn values arise. With one thread
/// there is no race and the result is exactly reproducible.
///
/// @param dim floats of a row that carry meaning
/// @returns the loss of every input before the step, unweighted, when `want_loss`; otherwise
/// nothing. With label shares words have their loss together with their labels, and labels none
TrainingLoss sgns_update(const SgnsBlock& block, std::size_t dim, float rate,
                         SgnsWorkspace& workspace, bool want_loss);

/// Squared lengths of all rows of `block`, summed up. Not a number or infinite where a row is.
/// Other workers may be at the rows, as in sgns_update().
float sum_of_squares(const SgnsBlock& block, std::size_t dim);

/// The instruction set chosen on this machine, for example "AVX2".
std::string sgns_instruction_set();

}  // namespace t2v
