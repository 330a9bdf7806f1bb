#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/global_control.h>

#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "command/interruption.h"
#include "command/program.h"
#include "command/remark.h"
#include "commands.h"
#include "continued_training.h"
#include "dry_run.h"
#include "freed_memory.h"
#include "model/embedding_file.h"
#include "ranks.h"
#include "report/quantity.h"
#include "resumed_options.h"
#include "text/corpus.h"
#include "text/word_label_counts.h"
#include "train_request.h"
#include "training_run.h"
#include "training_text.h"

namespace t2v {
namespace {

std::string label_summary(const Vocabulary& labels) {
  constexpr std::uint32_t kListed = 5;
  if (labels.empty()) return "no labels";
  std::vector<std::string> listed;
  for (std::uint32_t id = 0; id < labels.size() && id < kListed; ++id)
    listed.push_back(fmt::format("{} {}", labels.key(id), labels.count(id)));
  if (labels.size() > kListed) listed.emplace_back("...");
  return fmt::format("{} ({})", counted(labels.size(), "label"), fmt::join(listed, ", "));
}

std::string corpus_summary(const Corpus& corpus, Communicator* ranks) {
  const std::uint64_t documents = sum_over(ranks, corpus.documents());
  const std::uint64_t tokens = sum_over(ranks, corpus.tokens.size());
  std::string summary = fmt::format("{}, {}, {}, {}", counted(documents, "document"),
                                    counted(corpus.words.size(), "word"), counted(tokens, "token"),
                                    label_summary(corpus.labels.names));
  if (ranks != nullptr) summary += fmt::format("; in {} processes", ranks->ranks());
  return summary;
}

/// All of the model but vectors, words and labels.
EmbeddingModel describe(const TrainRequest& request, const TrainingText& text,
                        const EncodedCorpus& encoded) {
  EmbeddingModel model;
  model.tokenizer = encoded.tokenizer;
  model.counts = count_word_labels(request, encoded.corpus);
  model.options_json = request.origin ? resumed_options_json(request) : options_json(request);
  model.corpus_sha256 = text.corpus_sha256;
  model.seed = request.training.seed;
  model.epochs_done = request.training.epochs;
  return model;
}

std::optional<TrainingState> state_to_go_on_from(const TrainRequest& request,
                                                 const Corpus& corpus) {
  if (request.origin) {
    return load_training_state(request.resume, request.origin->record, corpus.words,
                               corpus.labels.names);
  }
  if (request.earlier) return TrainingState{.vectors = start_vectors(request, corpus)};
  return std::nullopt;
}

/// What a checkpoint holds beside the vectors.
void describe_checkpoint(const TrainingText& text, const Corpus& corpus, EmbeddingModel& model) {
  model.words = corpus.words;
  model.labels = corpus.labels.names;
  model.checkpoint = {.labels_sha256 = text.labels_sha256, .lexicon_sha256 = text.lexicon_sha256};
}

/// Frees what writing the model has no need of: it takes memory, too.
void finish(const TrainRequest& request, Corpus&& corpus, EmbeddingModel& model) {
  model.words = std::move(corpus.words);
  model.labels = std::move(corpus.labels.names);
  corpus = {};
  model.checkpoint.reset();
  model.epochs_done = request.training.epochs;
}

void train_model(const std::vector<std::string>& arguments, Communicator* ranks) {
  TrainRequest request;
  request.ranks = ranks;
  if (!read_train_request(arguments, &request)) return;
  if (ranks != nullptr && request.training.threads == 0) {
    request.training.threads = cores_of_this_rank();
  }
  const unsigned threads =
      request.training.threads > 0 ? request.training.threads : std::thread::hardware_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);

  give_back_large_arrays();
  Interruption interruption;
  begin_step("reading the text");
  TrainingText text = open_text(request);
  begin_step("tokenising the corpus");
  EncodedCorpus encoded = encode_text(request, text);
  if (request.dry_run) return print_dry_run(encoded.corpus, request);
  const std::string summary = corpus_summary(encoded.corpus, ranks);
  if (!request.quiet) say(summary);
  if (!request.quiet && request.earlier) say_what_joins(*request.earlier, encoded.corpus);
  const Corpus& corpus = encoded.corpus;
  EmbeddingModel model = describe(request, text, encoded);
  if (!request.checkpoint.empty()) describe_checkpoint(text, corpus, model);
  std::optional<TrainingState> start = state_to_go_on_from(request, corpus);

  // Training tells how far it came when a signal ends it; with a checkpoint to show for it, also
  // the model is finished once training is over.
  begin_step("training the vectors");
  give_back_freed_memory();
  std::optional<Interruption::Hold> hold(interruption);
  model.vectors = TrainingRun(request, corpus, model, interruption).run(std::move(start));
  if (request.checkpoint.empty()) hold.reset();
  if (!is_first(ranks)) return;
  begin_step(fmt::format("writing {}", request.output));
  finish(request, std::move(encoded.corpus), model);
  save_embedding(model, request.output);
  if (!request.quiet) say(fmt::format("wrote {}", request.output));
  interruption.throw_if_asked(fmt::format("interrupted, but {} is finished", request.output));
}

void run(const std::vector<std::string>& arguments) {
  run_in_ranks([&](Communicator* ranks) { train_model(arguments, ranks); });
}

}  // namespace

const Command kTrainCommand{"train", "learn a model from documents and their labels", run};

}  // namespace t2v
