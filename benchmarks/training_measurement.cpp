#include <sys/resource.h>
#include <tbb/global_control.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "command/command_line.h"
#include "embedding/sgns_kernel.h"
#include "embedding/trainer.h"
#include "measurements.h"
#include "text/corpus.h"
#include "text/label_set.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kDescription =
    "Trains as `t2v train` does with a white-space tokenizer, keeps nothing, and prints what was\n"
    "done and how long it took: seconds of reading, counting and encoding CORPUS\n"
    "(start_up_seconds) and of training alone, tokens (of words in the vocabulary, over all\n"
    "epochs), pairs of an input and an output row, loss, and the largest resident size.";

struct Request {
  VocabularyOptions vocabulary;
  TrainingOptions training{.threads = 2};
  bool start_up_only = false;
};

void add_options(CommandLine& command_line, Request* request, std::string* objective) {
  TrainingOptions* const training = &request->training;
  command_line.add_number<std::uint64_t>("min-count", "words that are rarer are left out",
                                         &request->vocabulary.min_count, 0);
  command_line.add_number<std::uint64_t>("dim", "length of a vector", &training->dim, 1, 4096);
  command_line.add_number("window", "most context words on either side", &training->window, 1U,
                          1000U);
  command_line.add_number("negative", "noise words for a context word", &training->negative, 1U,
                          64U);
  command_line.add_number("epochs", "passes over the corpus", &training->epochs, 1U, 100'000U);
  command_line.add_number("subsample", "frequency above which words are thinned out; 0: none",
                          &training->subsample, 0.0, 1.0);
  command_line.add_text("objective", "NAME", "independent or joint", objective);
  command_line.add_number("threads", "workers", &training->threads, 1U, 1024U);
  command_line.add_number<std::uint64_t>("seed", "of all random numbers", &training->seed, 0);
  command_line.add_flag("start-up-only", "read, count and encode, but do not train",
                        &request->start_up_only);
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Corpus read_corpus(const std::vector<std::string>& files, const VocabularyOptions& options,
                   nlohmann::ordered_json& json) {
  const auto start = Clock::now();
  const TextFile text = TextFile::open(files[0]);
  const auto tokenizer = make_tokenizer(TokenizerOptions(), {});
  Corpus corpus = encode_corpus(text, *tokenizer, options);
  json["bytes"] = text.bytes().size();
  json["start_up_seconds"] = seconds_since(start);
  if (files.size() > 1) {
    const TextFile labels = TextFile::open(files[1]);
    require_same_line_count(text, labels);
    corpus.labels = read_labels(labels);
  }
  json["documents"] = corpus.documents();
  json["words"] = corpus.words.size();
  json["labels"] = corpus.labels.names.size();
  json["corpus_tokens"] = corpus.tokens.size();
  return corpus;
}

void measure_training(const Corpus& corpus, const TrainingOptions& options,
                      nlohmann::ordered_json& json) {
  TrainingProgress last;
  train(corpus, options, [&](const TrainingProgress& progress) { last = progress; });
  json["instruction_set"] = sgns_instruction_set();
  json["tokens"] = last.tokens_done;
  json["seconds"] = last.seconds;
  json["tokens_per_second"] = static_cast<double>(last.tokens_done) / last.seconds;
  json["pairs"] = last.pairs_done;
  json["loss"] = last.word_loss;
}

/// Bytes.
std::uint64_t peak_resident_size() {
  constexpr std::uint64_t kKilobyte = 1024;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * kKilobyte;
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  std::string objective(objective_name(request.training.objective));
  CommandLine command_line("training CORPUS [LABELS] [options]", kDescription);
  add_options(command_line, &request, &objective);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 2, "CORPUS and LABELS");
  request.training.objective = objective_named(objective);

  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  request.training.threads);
  nlohmann::ordered_json json = {{"threads", request.training.threads}};
  const Corpus corpus = read_corpus(command_line.arguments(), request.vocabulary, json);
  if (!request.start_up_only) measure_training(corpus, request.training, json);
  json["peak_bytes"] = peak_resident_size();
  std::cout << json.dump() << '\n';
}

}  // namespace

const Command kTrainingMeasurement{"training", "speed of start-up and training, pairs, memory",
                                   run};

}  // namespace t2v
