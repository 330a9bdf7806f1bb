#pragma once

#include <span>
#include <vector>

#include "attribution/attribution.h"
#include "classifier/classifier.h"
#include "classifier/forward_pass.h"

namespace t2v {

/// Sums over the windows that won the maximum over time: what most methods come down to.
///
///   positions[i_f + k] += weight_f (P[i_f + k, k, f] - baseline[k, f])   for all taps k
///
/// for every feature f that is not weighted zero; i_f is pass.window.
/// @param weight [features]
/// @param baseline [columns] responses to subtract, nullptr for none
/// @param positions [pass.positions()]
void add_winning_taps(const CnnShape& shape, const ForwardPass& pass,
                      std::span<const double> weight, const float* baseline,
                      std::span<double> positions);

/// `gradient` with zeros where the feature is not active (h_f = 0): the ReLU hands nothing back.
/// @param gradient [features]
std::vector<double> through_relu(const ForwardPass& pass, std::vector<double> gradient);

/// Scores of the words and the sum over the padding behind them.
/// @param positions [pass.positions()], words first
Attribution split_padding(const ForwardPass& pass, std::vector<double> positions);

/// Scores and padding added up.
double sum_of(const Attribution& attribution);

}  // namespace t2v
