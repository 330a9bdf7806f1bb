#include "cnn_train_request.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "classifier/cnn_shape.h"
#include "cnn_option.h"
#include "cnn_resumed_options.h"
#include "command/command.h"
#include "command/command_line.h"
#include "command/tokenizer_options.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kUsage = "train CORPUS LABELS [-o FILE] [options]";
constexpr const char* kDescription =
    "Trains a small convolutional classifier that the other commands explain.\n"
    "\n"
    "CORPUS  UTF-8 text, one document a line; - is standard input\n"
    "LABELS  a line for each document with its labels, separated by spaces. Where every document\n"
    "        has one label the classifier chooses one (softmax); else it decides on each label by\n"
    "        itself (a sigmoid each), as with --multi-label\n"
    "\n"
    "Documents and labels may stand in one file instead: in columns of a table (--text-column,\n"
    "--label-column), or as fastText has them (--fasttext-format). Files may be compressed by "
    "gzip\n"
    "or zstd.";

void add_text_options(CommandLine& command_line, CnnTrainRequest* request) {
  command_line.add_text("output,o", "FILE", "the classifier (default cnn.h5)", &request->output);
  request->input.add_to(command_line);
  add_tokenizer_options(command_line, &request->tokenizer);
  command_line.add_text("embeddings", "FILE",
                        "begin from the vectors of a model of t2v, with its tokenizer",
                        &request->embeddings);
  command_line.add_number<std::uint64_t>("min-count", "words that are rarer count as unknown",
                                         &request->vocabulary.min_count, 0);
  command_line.add_number<std::uint64_t>("max-vocab", "most frequent words kept; 0: all",
                                         &request->vocabulary.max_vocab, 0);
  command_line.add_flag("quiet", "no progress and no figures", &request->quiet);
}

// The ranges are those of CnnTrainingOptions::validate(), which has the last word.
void add_training_options(CommandLine& command_line, CnnTrainingOptions* options,
                          std::vector<double>* widths) {
  command_line.add_number("dim", "length of a word's vector", &options->dim, 1U, CnnShape::kMaxDim);
  command_line.add_numbers("widths", "words in a window, ascending", widths, 1,
                           CnnShape::kMaxWidth);
  command_line.add_number("filters", "filters of each width", &options->filters, 1U,
                          CnnShape::kMaxFilters);
  command_line.add_number("dropout", "probability that a feature is dropped", &options->dropout,
                          0.0, kMaxDropout);
  command_line.add_number("epochs", "passes over the corpus, at most", &options->epochs, 1U,
                          10'000U);
  command_line.add_number("batch", "documents a step; 0: 256, fewer on small corpora",
                          &options->batch, 0U, kMaxBatch);
  command_line.add_number("lr", "learning rate of Adam at the start", &options->learning_rate, 1e-8,
                          10.0);
  command_line.add_number("decay", "factor of the learning rate after an epoch that was no better",
                          &options->decay, 1e-3, 1.0);
  command_line.add_number("held-out", "share of documents that decide when to stop",
                          &options->held_out, 0.0, kMaxHeldOut);
  command_line.add_number("patience", "epochs without improvement before training stops",
                          &options->patience, 1U, 10'000U);
  command_line.add_number("class-balance", "0: labels count as often as they occur, 1: all alike",
                          &options->class_balance, 0.0, 1.0);
  command_line.add_flag("multi-label", "decide on each label by itself", &options->multi_label);
  command_line.add_number<std::uint64_t>("seed", "of all random numbers", &options->seed, 0);
}

void set_widths(const std::vector<double>& widths, CnnTrainingOptions* options) {
  options->widths.clear();
  for (const double width : widths) {
    if (width != std::floor(width)) throw UsageError("--widths are to be whole numbers");
    options->widths.push_back(static_cast<std::uint32_t>(width));
  }
  try {
    options->validate();
  } catch (const Error& error) {
    throw UsageError(std::string("--") + error.what());
  }
}

void check(const CommandLine& command_line, const CnnTrainRequest& request) {
  check_tokenizer_options(command_line, request.tokenizer);
  if (request.embeddings.empty()) return;
  for (const char* option : {"tokenizer", "dim"}) {
    if (command_line.given(option)) {
      throw UsageError(std::string("--") + option +
                       " with --embeddings, expected one of them: the model decides");
    }
  }
}

}  // namespace

bool read_cnn_train_request(const std::vector<std::string>& arguments, CnnTrainRequest* request) {
  CommandLine command_line(kUsage, kDescription);
  std::vector<double> widths(request->training.widths.begin(), request->training.widths.end());
  add_text_options(command_line, request);
  add_training_options(command_line, &request->training, &widths);
  CheckpointOptions checkpoints;
  checkpoints.add_to(command_line, "a classifier", "--epochs", request);
  request->threads.add_to(command_line);
  if (!command_line.parse(arguments)) return false;
  if (!request->resume.empty()) open_checkpoint(command_line, request);
  request->input.read(command_line, CorpusInput::Labels::kRequired);
  set_widths(widths, &request->training);
  if (request->output.empty()) request->output = kDefaultCnnPath;
  check(command_line, *request);
  checkpoints.read(command_line, request);
  if (!request->resume.empty()) take_recorded_options(command_line, request);
  return true;
}

std::string options_json(const CnnTrainRequest& request) {
  const CnnTrainingOptions& training = request.training;
  nlohmann::ordered_json json = {
      {"tokenizer", request.tokenizer.name},
      {"embeddings", request.embeddings},
      {"min-count", request.vocabulary.min_count},
      {"max-vocab", request.vocabulary.max_vocab},
      {"dim", training.dim},
      {"widths", training.widths},
      {"filters", training.filters},
      {"dropout", training.dropout},
      {"epochs", training.epochs},
      {"batch", training.batch},
      {"lr", training.learning_rate},
      {"decay", training.decay},
      {"held-out", training.held_out},
      {"patience", training.patience},
      {"class-balance", training.class_balance},
      {"multi-label", training.multi_label},
      {"seed", training.seed},
  };
  request.input.record(json);
  // A path need not be UTF-8; what is not is replaced.
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace t2v
