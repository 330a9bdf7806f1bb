#pragma once

#include <cstddef>

#include "attribution/methods.h"
#include "attribution/perturbation.h"

namespace t2v {

/// Most samples x tokens that LIME regresses on: bounds its memory (64 MiB of doubles). A text too
/// long for the samples asked for gets fewer, kLimeCells / tokens.
inline constexpr std::size_t kLimeCells = std::size_t{1} << 23;

/// LIME (Ribeiro et al. 2016) as the authors' package does it for text, each token a feature of its
/// own. The first sample is the whole text; every other lacks 1..n of its n tokens, the number and
/// which ones uniform, deleted. Samples z (1 where a token is kept, m of them) weigh
///
///   sqrt(exp(-d^2 / 25^2)),   d = 100 (1 - cos(z, 1)) = 100 (1 - sqrt(m / n))
///
/// and the scores are the coefficients of a ridge regression of the output on z, penalty 1, the
/// intercept unpenalised. Equal samples are asked for once. Figures: r2 (weighted), intercept,
/// local_prediction (of the whole text by the regression). No delta.
/// Reads options.lime_samples (the whole text among them) and options.seed.
Attribution lime(const PerturbedText& text, const MethodOptions& options);

/// The same of our own network.
Attribution lime(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                 const MethodOptions& options);

}  // namespace t2v
