#pragma once

#include <string_view>

namespace t2v {

/// How labels take part in the prediction of a centre word; the formulas are in
/// embedding/trainer.h.
enum class Objective {
  kIndependent,  ///< context words and labels predict it each for themselves; their terms add up
  kJoint,        ///< the sum of a context word's vector and its labels' vectors predicts it
};

/// As on the command line and in model files: "independent" or "joint".
std::string_view objective_name(Objective objective);

/// @throws Error for another name
Objective objective_named(std::string_view name);

}  // namespace t2v
