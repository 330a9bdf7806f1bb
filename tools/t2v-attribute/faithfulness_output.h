#pragma once

#include <span>

#include "attribution/method_comparison.h"

namespace t2v {

/// One method judged by one way of taking words away.
struct Judgement {
  const MethodScores* scores = nullptr;  ///< what was judged
  Removal removal = Removal::kDeletion;
  MethodFaithfulness faithfulness;
};

/// Prints the AOPCs in one table and the bins they are the means of in another, or with `json` an
/// object a judgement.
void print_faithfulness(std::span<const Judgement> judgements, bool json);

}  // namespace t2v
