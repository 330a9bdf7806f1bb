#include "train_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "command/command.h"
#include "command/command_line.h"
#include "command/size_text.h"
#include "command/tokenizer_options.h"
#include "continued_training.h"
#include "embedding/exchange_pace.h"
#include "embedding/replicas.h"
#include "model_option.h"
#include "resumed_options.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kUsage =
    "train CORPUS [LABELS] [-o FILE] [options]\n"
    "       t2v train FILE --text-column NAME --label-column NAME [options]\n"
    "       t2v train FILE --fasttext-format [options]";
constexpr const char* kDescription =
    "Learns vectors for the words of CORPUS and for the labels of its documents, in one space.\n"
    "\n"
    "CORPUS  UTF-8 text, one document a line; - is standard input\n"
    "LABELS  a line for each document with its labels, separated by spaces; an empty line is a\n"
    "        document without labels; - is standard input; without LABELS only words are learnt\n"
    "\n"
    "Documents and labels may stand in one file instead: in columns of a table (--text-column,\n"
    "--label-column), or as fastText has them (--fasttext-format). Files may be compressed by "
    "gzip\n"
    "or zstd.\n"
    "\n"
    "With --init training goes on from a model. Its words and labels begin with the vectors\n"
    "they have there, and none is dropped. Words that occur --min-count times in CORPUS join\n"
    "them, the most frequent first, as long as there are fewer than --max-vocab; so do all\n"
    "labels of LABELS. Counts, by which words are thinned out and noise words drawn, are of all\n"
    "text so far. Tokenizer and dim are the model's, all else is as given here. Vectors of its\n"
    "documents are left out.\n"
    "\n"
    "Under mpirun -n N all N processes train one model, each on a part of CORPUS, which must be a\n"
    "file that all of them see.";

/// Options as they are given, before they are read.
struct RawOptions {
  CheckpointOptions checkpoint;
  std::string objective;
  std::string memory_limit = "0";
};

void add_corpus_options(CommandLine& command_line, TrainRequest* request,
                        std::string* memory_limit) {
  command_line.add_text("output,o", "FILE", "the model (default $T2V_MODEL, else t2v.h5)",
                        &request->output);
  request->input.add_to(command_line);
  command_line.add_text("init", "FILE", "a model to go on from; the output may be the same file",
                        &request->init);
  add_tokenizer_options(command_line, &request->tokenizer);
  command_line.add_number<std::uint64_t>("min-count", "words that are rarer are left out",
                                         &request->vocabulary.min_count, 0);
  command_line.add_number<std::uint64_t>("max-vocab", "most frequent words kept; 0: all",
                                         &request->vocabulary.max_vocab, 0);
  command_line.add_text("word-labels", "FILE",
                        "labels of words: a word, a tab and its label in each line",
                        &request->word_labels);
  command_line.add_text("cache", "FILE",
                        "keep the tokenised corpus here and take it from here the next time",
                        &request->cache);
  command_line.add_text("memory-limit", "SIZE",
                        "memory to stay below, such as 500M or 2G; tokens that do not fit are read "
                        "from disk; 0: the machine's",
                        memory_limit);
  command_line.add_flag("dry-run", "print sizes, memory and time of the training; write nothing",
                        &request->dry_run);
  command_line.add_flag("quiet", "no progress and no summary", &request->quiet);
}

// The ranges are those of TrainingOptions::validate(), which has the last word.
void add_training_options(CommandLine& command_line, TrainingOptions* options,
                          std::string* objective) {
  command_line.add_number<std::uint64_t>("dim", "length of a vector", &options->dim, 1, 4096);
  command_line.add_number("window", "most context words on either side", &options->window, 1U,
                          1000U);
  command_line.add_number("negative", "noise words for a context word", &options->negative, 1U,
                          64U);
  command_line.add_number("epochs", "passes over the corpus", &options->epochs, 1U, 100'000U);
  command_line.add_number("subsample", "frequency above which words are thinned out; 0: none",
                          &options->subsample, 0.0, 1.0);
  command_line.add_number("lr", "learning rate at the start", &options->learning_rate, 1e-9, 10.0);
  command_line.add_text(
      "objective", "NAME",
      fmt::format("independent: words and labels predict each for themselves; joint: the sum of "
                  "their vectors does (default {})",
                  *objective),
      objective, {"independent", "joint"});
  command_line.add_number("label-weight", "weight of the labels beside the words",
                          &options->label_weight, 0.0, 100.0);
  command_line.add_number("label-balance", "0: labels count as often as they occur, 1: all alike",
                          &options->label_balance, 0.0, 1.0);
  command_line.add_flag("documents", "learn a vector for every document, see t2v documents",
                        &options->documents);
  command_line.add_number("document-weight", "weight of the documents beside the words",
                          &options->document_weight, 0.001, 100.0);
  command_line.add_number("sampling-exponent", "noise words are drawn by count to this power",
                          &options->sampling_exponent, -2.0, 2.0);
  command_line.add_number("threads", "workers; 0: one a core; 1: every run gives the same vectors",
                          &options->threads, 0U, 1024U);
  command_line.add_number(
      "replicas",
      fmt::format("of the vectors of frequent words, for as many workers that then wait less for "
                  "each other; 0: one a worker, at most {}, and one of more than {} dimensions; 1: "
                  "all workers share all vectors",
                  ReplicaPlan::kMostReplicas, ReplicaPlan::kMostDim),
      &options->replicas, 0U, 64U);
  command_line.add_number<std::uint64_t>("seed", "of all random numbers", &options->seed, 0);
}

constexpr std::uint64_t kMostExchangeTokens = 1'000'000'000'000;

void add_exchange_options(CommandLine& command_line, ExchangeOptions* options) {
  command_line.add_number<std::uint64_t>(
      "exchange-every",
      fmt::format("under mpirun: tokens that a process trains between two exchanges with the "
                  "others; 0: as few as takes {:.0f} % of its time",
                  100 * ExchangePace::kMostTime),
      &options->tokens, 0, kMostExchangeTokens);
}

/// What several processes cannot share, or one has no use for.
void check_ranks(const CommandLine& command_line, const TrainRequest& request) {
  if (request.ranks == nullptr) {
    if (!command_line.given("exchange-every")) return;
    throw UsageError("--exchange-every is for several processes, expected mpirun -n 2 or more");
  }
  const std::vector<std::string> files = request.input.files();
  if (std::ranges::find(files, "-") != files.end()) {
    throw UsageError("'-' is one process's standard input, expected files that all of them see");
  }
  if (!request.input.is_plain()) {
    throw UsageError(
        "tables and lines of fastText are read by one process, expected CORPUS and LABELS");
  }
  if (command_line.given("replicas") && request.training.replicas > 1) {
    throw UsageError("--replicas is for one process, expected no mpirun");
  }
  if (request.dry_run) throw UsageError("--dry-run is for one process, expected no mpirun");
  if (!request.cache.empty()) throw UsageError("--cache is for one process, expected no mpirun");
}

/// Replicas that were asked for and that training would not make (plan_replicas).
void check_replicas(const CommandLine& command_line, const TrainingOptions& options) {
  if (!command_line.given("replicas") || options.replicas <= 1) return;
  if (options.dim <= ReplicaPlan::kMostDim) return;
  throw UsageError(fmt::format("--replicas {} of {} dimensions, expected at most {} dimensions",
                               options.replicas, options.dim, ReplicaPlan::kMostDim));
}

template <typename Read>
void named_as_option(Read read) {
  try {
    read();
  } catch (const Error& error) {
    throw UsageError(std::string("--") + error.what());
  }
}

/// Brings the options that were given, those of a checkpoint and the defaults together.
void read_options(const CommandLine& command_line, const RawOptions& raw, TrainRequest* request) {
  raw.checkpoint.read(command_line, request);
  request->memory_limit = read_size("memory-limit", raw.memory_limit);
  named_as_option([&] { request->training.objective = objective_named(raw.objective); });
  if (!request->resume.empty()) take_recorded_options(command_line, request);
  check_tokenizer_options(command_line, request->tokenizer);
  if (!request->init.empty()) take_earlier_model(command_line, request);
  named_as_option([&] { request->training.validate(); });
  check_replicas(command_line, request->training);
}

}  // namespace

bool read_train_request(const std::vector<std::string>& arguments, TrainRequest* request) {
  CommandLine command_line(kUsage, kDescription);
  RawOptions raw;
  raw.objective = objective_name(request->training.objective);
  add_corpus_options(command_line, request, &raw.memory_limit);
  raw.checkpoint.add_to(command_line, "a model", "the training", request);
  add_training_options(command_line, &request->training, &raw.objective);
  add_exchange_options(command_line, &request->exchange);
  if (!command_line.parse(arguments)) return false;
  if (!request->resume.empty()) open_checkpoint(command_line, request);
  request->input.read(command_line, CorpusInput::Labels::kOptional);
  if (request->output.empty()) request->output = default_model_path();
  check_ranks(command_line, *request);
  read_options(command_line, raw, request);
  return true;
}

std::string options_json(const TrainRequest& request) {
  nlohmann::ordered_json json = {
      {"tokenizer", request.tokenizer.name},
      {"min-count", request.vocabulary.min_count},
      {"max-vocab", request.vocabulary.max_vocab},
      {"dim", request.training.dim},
      {"window", request.training.window},
      {"negative", request.training.negative},
      {"epochs", request.training.epochs},
      {"subsample", request.training.subsample},
      {"lr", request.training.learning_rate},
      {"objective", objective_name(request.training.objective)},
      {"label-weight", request.training.label_weight},
      {"label-balance", request.training.label_balance},
      {"documents", request.training.documents},
      {"document-weight", request.training.document_weight},
      {"sampling-exponent", request.training.sampling_exponent},
      {"threads", request.training.threads},
      {"replicas", request.training.replicas},
      {"seed", request.training.seed},
  };
  if (!request.tokenizer.sentencepiece_model.empty()) {
    json["sentencepiece-model"] = request.tokenizer.sentencepiece_model;
  } else if (request.tokenizer.name == "sentencepiece" && request.init.empty()) {
    json["sentencepiece-vocab"] = request.tokenizer.sentencepiece_vocab;
  }
  request.input.record(json);
  if (!request.word_labels.empty()) json["word-labels"] = request.word_labels;
  if (request.earlier) {
    json["init"] = request.init;
    json["init-vectors-sha256"] = request.earlier->file.vectors_sha256;
  }
  // A path need not be UTF-8; what is not is replaced.
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace t2v
