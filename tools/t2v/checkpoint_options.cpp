#include "checkpoint_options.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "command/checkpoint_interval.h"
#include "command/command.h"
#include "model/training_record.h"
#include "text/error.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

Json recorded_options(const TrainRequest& request) {
  Json recorded = Json::parse(request.origin->options_json, nullptr, /*allow_exceptions=*/false);
  if (recorded.is_object()) return recorded;
  throw Error(fmt::format("{}: options: a JSON object was expected", request.resume));
}

/// Sets options that were not given to what the checkpoint has.
class RecordedOptions {
 public:
  RecordedOptions(const CommandLine& command_line, const Json& recorded, const std::string& file)
      : command_line_(command_line), recorded_(recorded), file_(file) {}

  template <typename Value>
  void take(const char* option, Value* value) const {
    const auto found = recorded_.find(option);
    if (found == recorded_.end() || command_line_.given(option)) return;
    try {
      found->get_to(*value);
    } catch (const Json::exception&) {
      throw Error(fmt::format("{}: options: {} is {}, expected another type", file_, option,
                              found->dump()));
    }
  }

 private:
  const CommandLine& command_line_;
  const Json& recorded_;
  const std::string& file_;
};

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
  take("seed", &TrainingOptions::seed);
}

std::string shown(const Json& options, const std::string& name) {
  const auto found = options.find(name);
  if (found == options.end()) return "not given";
  return found->is_string() ? fmt::format("'{}'", found->get<std::string>()) : found->dump();
}

void require_same(const CommandLine& command_line, const Json& asked, const Json& recorded,
                  const std::string& file) {
  Json all = recorded;
  all.update(asked);
  for (const auto& [name, unused] : all.items()) {
    // A lexicon and a model to begin from are known by their contents.
    if (name == "threads" || name == "word-labels" || name == "init") continue;
    if (!command_line.given(name)) continue;
    if (asked.contains(name) && recorded.contains(name) && asked[name] == recorded[name]) continue;
    throw UsageError(fmt::format("--{} is {}, expected {} as in the checkpoint {}", name,
                                 shown(asked, name), shown(recorded, name), file));
  }
}

}  // namespace

void CheckpointOptions::add_to(CommandLine& command_line, TrainRequest* request) {
  command_line.add_text("checkpoint", "FILE",
                        "keep the state of the training here, to --resume it; a model like others",
                        &request->checkpoint);
  command_line.add_text(
      "checkpoint-every", "TIME",
      fmt::format("a time such as 30s, 10min or 2h, or a share of the training such as 5% "
                  "(default {})",
                  every_),
      &every_);
  command_line.add_text("resume", "FILE",
                        "go on from this checkpoint of the same CORPUS and LABELS; other options "
                        "come from it",
                        &request->resume);
}

void CheckpointOptions::read(const CommandLine& command_line, TrainRequest* request) const {
  request->checkpoint_interval = read_checkpoint_interval("checkpoint-every", every_);
  if (command_line.given("checkpoint-every") && request->checkpoint.empty()) {
    throw UsageError("--checkpoint-every needs --checkpoint");
  }
}

void take_recorded_options(const CommandLine& command_line, TrainRequest* request) {
  request->origin = read_checkpoint_origin(request->resume);
  const Json recorded = recorded_options(*request);
  const RecordedOptions options(command_line, recorded, request->resume);
  options.take("tokenizer", &request->tokenizer.name);
  options.take("sentencepiece-vocab", &request->tokenizer.sentencepiece_vocab);
  options.take("sentencepiece-model", &request->tokenizer.sentencepiece_model);
  options.take("min-count", &request->vocabulary.min_count);
  options.take("max-vocab", &request->vocabulary.max_vocab);
  options.take("word-labels", &request->word_labels);
  options.take("init", &request->init);
  take_training_options(command_line, request);
  require_same(command_line, Json::parse(options_json(*request)), recorded, request->resume);
}

std::string resumed_options_json(const TrainRequest& request) {
  Json options = recorded_options(request);
  options["threads"] = request.training.threads;
  return options.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace t2v
