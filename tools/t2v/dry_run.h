#pragma once

#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

/// Prints what training on `corpus` would be like: sizes, estimated peak memory, whether tokens
/// would be read from disk, and the time as a trial of about a second foretells it.
void print_dry_run(const Corpus& corpus, const TrainingOptions& options);

}  // namespace t2v
