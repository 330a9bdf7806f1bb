#pragma once

#include <cstdint>

#include "command/command_line.h"
#include "embedding/embedding.h"
#include "text/corpus.h"
#include "text/word_label_counts.h"
#include "train_request.h"

// `t2v train --init`: a training that goes on from a model.

namespace t2v {

/// Loads the model of --init into request->earlier; its dim, tokenizer and words become those of
/// the request. Says on standard error what of it is left out.
/// @throws UsageError where a tokenizer is to be trained nevertheless
/// @throws Error where the model cannot be loaded, another dim or tokenizer was asked for, or a
///   checkpoint that is to be resumed began with other vectors
void take_earlier_model(const CommandLine& command_line, TrainRequest* request);

/// Says on standard error how much of the vocabulary is new.
void say_what_joins(const EarlierModel& earlier, const Corpus& corpus);

/// Memory that the earlier model takes at most; 0: there is none.
std::uint64_t earlier_bytes(const TrainRequest& request);

/// What training begins with where there is an earlier model.
Embedding start_vectors(const TrainRequest& request, const Corpus& corpus);

/// Of all text that the new model has seen, that of the earlier model, if any, included.
WordLabelCounts count_word_labels(const TrainRequest& request, const Corpus& corpus);

}  // namespace t2v
