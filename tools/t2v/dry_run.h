#pragma once

#include "text/corpus.h"
#include "train_request.h"

namespace t2v {

/// Prints what the training asked for would be like: sizes, estimated peak memory, whether tokens
/// would be read from disk, and the time as a trial of about a second foretells it.
void print_dry_run(const Corpus& corpus, const TrainRequest& request);

}  // namespace t2v
