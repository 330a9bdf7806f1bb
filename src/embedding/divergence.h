#pragma once

#include "embedding/embedding.h"
#include "text/error.h"

namespace t2v {

/// Training whose steps are too long for the loss: vectors grow from step to step until they are no
/// numbers any more.
class TrainingDiverged : public Error {
 public:
  using Error::Error;
};

/// Training has diverged where a vector is longer than this. Vectors that say anything have lengths
/// of 1 to some tens; once inner products are in the thousands every sigmoid is 0 or 1.
inline constexpr float kLongestVector = 1e4F;

/// @throws TrainingDiverged
[[noreturn]] void throw_diverged();

/// Looks at every vector, in parallel (the caller's TBB arena).
/// @throws TrainingDiverged where one is not finite or longer than kLongestVector
void require_converging(const Embedding& embedding);

}  // namespace t2v
