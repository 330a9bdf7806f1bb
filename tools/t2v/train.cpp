#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <tbb/global_control.h>
#include <unistd.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "command/corpus_files.h"
#include "command/remark.h"
#include "commands.h"
#include "embedding/trainer.h"
#include "model/embedding_file.h"
#include "model/replacement_file.h"
#include "report/progress.h"
#include "text/checksum.h"
#include "text/corpus.h"
#include "text/error.h"
#include "text/label_set.h"
#include "text/text_file.h"
#include "text/word_label_counts.h"
#include "train_request.h"

namespace t2v {
namespace {

/// What training reads, opened and checked before the long work begins.
struct TrainingText {
  TextFile corpus;
  LabelSet labels;
  std::vector<LexiconEntry> lexicon;  ///< labels of words; empty without --word-labels
};

TrainingText open_text(const TrainRequest& request) {
  for (const std::string& input :
       {request.corpus, request.labels, request.word_labels, request.tokenizer.sentencepiece_model})
    require_other_file(request.output, input, "the model");
  require_writable(request.output);

  TrainingText text{TextFile::open(request.corpus), {}, {}};
  if (!request.word_labels.empty()) {
    const TextFile lexicon = TextFile::open(request.word_labels);
    text.lexicon = read_lexicon(lexicon.lines(), lexicon.name());
  }
  if (request.labels.empty()) {
    text.labels = read_labels(TextFile::from_string({}, request.word_labels), text.lexicon);
  } else {
    const TextFile labels = TextFile::open(request.labels);
    require_same_line_count(text.corpus, labels);
    text.labels = read_labels(labels, text.lexicon);
  }
  return text;
}

/// Training a SentencePiece model takes long, so it is announced.
std::unique_ptr<Tokenizer> tokenizer_for(const TrainRequest& request, const TextFile& corpus) {
  const TokenizerOptions& options = request.tokenizer;
  if (!request.quiet && options.name == "sentencepiece" && options.sentencepiece_model.empty())
    say(fmt::format("training a SentencePiece model of {} pieces", options.sentencepiece_vocab));
  return make_tokenizer(options, corpus.lines());
}

void label_words(Corpus& corpus, const TrainingText& text, const std::string& lexicon_name) {
  const std::size_t found = assign_word_labels(corpus.labels, corpus.words, text.lexicon);
  if (found < text.lexicon.size()) {
    remark(fmt::format("{}: {} of {} words are not in the vocabulary", lexicon_name,
                       text.lexicon.size() - found, text.lexicon.size()));
  }
}

/// "1 word", "2 words".
std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// Says what in the text is not as it should be.
void warn(const Corpus& corpus, const TrainRequest& request, const std::string& name) {
  if (corpus.invalid_sequences > 0) {
    remark(fmt::format("{}:{}: invalid UTF-8, here first; {} replaced by U+FFFD", name,
                       corpus.first_invalid_line, counted(corpus.invalid_sequences, "sequence")));
  }
  if (corpus.overlong_tokens > 0) {
    remark(fmt::format("{}: {} of more than {} bytes left out", name,
                       counted(corpus.overlong_tokens, "word"), kMaxKeyBytes));
  }
  if (request.tokenizer.name == "whitespace" && looks_untokenized(corpus)) {
    remark(fmt::format(
        "{}: looks like raw text, where spaces alone do not separate words; --tokenizer "
        "sentencepiece may serve better",
        name));
  }
}

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

  TrainingText text = open_text(request);
  EmbeddingModel model;
  model.tokenizer = tokenizer_for(request, text.corpus);
  Corpus corpus = encode_corpus(text.corpus, *model.tokenizer, request.vocabulary);
  corpus.labels = std::move(text.labels);
  if (!text.lexicon.empty()) label_words(corpus, text, request.word_labels);
  warn(corpus, request, text.corpus.name());

  model.vectors = train_with_progress(corpus, request);
  model.counts = count_word_labels(corpus);
  model.words = std::move(corpus.words);
  model.labels = std::move(corpus.labels.names);
  model.options_json = options_json(request);
  model.corpus_sha256 = sha256_hex(text.corpus.bytes());
  model.seed = request.training.seed;
  model.epochs_done = request.training.epochs;
  save_embedding(model, request.output);
  if (!request.quiet) say(fmt::format("wrote {}", request.output));
}

}  // namespace

const Command kTrainCommand{"train", "learn a model from documents and their labels", run};

}  // namespace t2v
