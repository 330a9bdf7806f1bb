#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <tbb/global_control.h>
#include <unistd.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "command/program.h"
#include "command/remark.h"
#include "commands.h"
#include "dry_run.h"
#include "embedding/trainer.h"
#include "model/embedding_file.h"
#include "report/progress.h"
#include "report/quantity.h"
#include "text/corpus.h"
#include "text/text_file.h"
#include "text/word_label_counts.h"
#include "train_request.h"
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

std::string corpus_summary(const Corpus& corpus) {
  return fmt::format("{}, {}, {}, {}", counted(corpus.documents(), "document"),
                     counted(corpus.words.size(), "word"), counted(corpus.tokens.size(), "token"),
                     label_summary(corpus.labels.names));
}

ProgressStyle progress_style() {
  return ::isatty(STDERR_FILENO) == 1 ? ProgressStyle::kTerminal : ProgressStyle::kLines;
}

std::size_t terminal_columns() {
  constexpr std::size_t kUsualColumns = 80;
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualColumns;
}

/// Trains with progress on standard error.
Embedding train_with_progress(const Corpus& corpus, const TrainRequest& request) {
  if (request.quiet) return train(corpus, request.training);
  say(corpus_summary(corpus));
  TrainingMeter meter(std::cerr, progress_style(), terminal_columns());
  return train(corpus, request.training,
               [&](const TrainingProgress& progress) { meter.show(progress); });
}

void run(const std::vector<std::string>& arguments) {
  TrainRequest request;
  if (!read_train_request(arguments, &request)) return;
  const unsigned threads =
      request.training.threads > 0 ? request.training.threads : std::thread::hardware_concurrency();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);

  begin_step("reading the text");
  TrainingText text = open_text(request);
  begin_step("tokenising the corpus");
  EncodedCorpus encoded = encode_text(request, text);
  Corpus& corpus = encoded.corpus;
  if (request.dry_run) return print_dry_run(corpus, request.training);

  EmbeddingModel model;
  begin_step("training the vectors");
  model.tokenizer = std::move(encoded.tokenizer);
  model.vectors = train_with_progress(corpus, request);
  model.counts = count_word_labels(corpus);
  begin_step(fmt::format("writing {}", request.output));
  corpus.tokens = {};  // writing needs memory, too
  model.words = std::move(corpus.words);
  model.labels = std::move(corpus.labels.names);
  model.options_json = options_json(request);
  model.corpus_sha256 = sha256_hex(text.corpus);
  model.seed = request.training.seed;
  model.epochs_done = request.training.epochs;
  save_embedding(model, request.output);
  if (!request.quiet) say(fmt::format("wrote {}", request.output));
}

}  // namespace

const Command kTrainCommand{"train", "learn a model from documents and their labels", run};

}  // namespace t2v
