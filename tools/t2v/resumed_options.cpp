#include "resumed_options.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "command/recorded_options.h"
#include "model/training_record.h"

namespace t2v {
namespace {

/// Numbers of the trainer have a reader of their own.
void take_training_options(const CommandLine& command_line, TrainRequest* request) {
  const TrainingOptions recorded = recorded_training_options(request->origin->options_json);
  TrainingOptions& options = request->training;
  const auto take = [&](const char* name, auto TrainingOptions::*option) {
    if (!command_line.given(name)) options.*option = recorded.*option;
  };
  take("dim", &TrainingOptions::dim);
  take("window", &TrainingOptions::window);
  take("negative", &TrainingOptions::negative);
  take("epochs", &TrainingOptions::epochs);
  take("lr", &TrainingOptions::learning_rate);
  take("subsample", &TrainingOptions::subsample);
  take("sampling-exponent", &TrainingOptions::sampling_exponent);
  take("objective", &TrainingOptions::objective);
  take("label-weight", &TrainingOptions::label_weight);
  take("label-balance", &TrainingOptions::label_balance);
  take("documents", &TrainingOptions::documents);
  take("document-weight", &TrainingOptions::document_weight);
  take("threads", &TrainingOptions::threads);
  take("replicas", &TrainingOptions::replicas);
  take("seed", &TrainingOptions::seed);
}

}  // namespace

void open_checkpoint(const CommandLine& command_line, TrainRequest* request) {
  request->origin = read_checkpoint_origin(request->resume);
  request->input.recall(
      command_line, RecordedOptions(command_line, request->origin->options_json, request->resume));
}

void take_recorded_options(const CommandLine& command_line, TrainRequest* request) {
  const RecordedOptions options(command_line, request->origin->options_json, request->resume);
  options.take("tokenizer", &request->tokenizer.name);
  options.take("sentencepiece-vocab", &request->tokenizer.sentencepiece_vocab);
  options.take("sentencepiece-model", &request->tokenizer.sentencepiece_model);
  options.take("min-count", &request->vocabulary.min_count);
  options.take("max-vocab", &request->vocabulary.max_vocab);
  options.take("word-labels", &request->word_labels);
  options.take("init", &request->init);
  take_training_options(command_line, request);
  // A lexicon and a model to begin from are known by their contents.
  constexpr std::array<std::string_view, 4> kFree{"threads", "replicas", "word-labels", "init"};
  options.require_same(options_json(*request), kFree);
}

std::string resumed_options_json(const TrainRequest& request) {
  using Json = nlohmann::ordered_json;
  Json options = Json::parse(request.origin->options_json);
  options["threads"] = request.training.threads;
  options["replicas"] = request.training.replicas;
  return options.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace t2v
