#pragma once

#include "embedding/training_options.h"

namespace t2v {

/// Of a training that takes a moment on a small corpus and gives the same bytes on every run.
inline TrainingOptions small_options() {
  TrainingOptions options;
  options.dim = 20;
  options.epochs = 2;
  options.threads = 1;
  options.subsample = 0.01;
  options.objective = Objective::kIndependent;
  options.label_weight = 1;
  options.seed = 42;
  return options;
}

}  // namespace t2v
