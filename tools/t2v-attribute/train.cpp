#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/cnn_corpus.h"
#include "classifier/cnn_file.h"
#include "classifier/cnn_training.h"
#include "classifier/pretrained_embedding.h"
#include "cnn_train_request.h"
#include "command/corpus_files.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/result_output.h"
#include "commands.h"
#include "metrics_output.h"
#include "model/embedding_file.h"
#include "model/output_lock.h"
#include "model/replacement_file.h"
#include "report/quantity.h"
#include "text/corpus.h"
#include "text/error.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {
namespace {

/// What training begins with: text, names, and a network of random or given vectors.
struct Prepared {
  TextFile text;
  CnnModel model;
  CnnCorpus corpus;
};

LabelSet labels_for(const TextFile& text, const std::string& path) {
  const TextFile file = TextFile::open(path);
  require_same_line_count(text, file);
  LabelSet labels = read_labels(file);
  if (labels.names.size() < 2) {
    throw Error(fmt::format("{}: {} label{}, expected at least 2 to tell apart", file.name(),
                            labels.names.size(), labels.names.size() == 1 ? "" : "s"));
  }
  return labels;
}

CnnShape shape_for(const CnnTrainingOptions& options, const CnnModel& model) {
  return {.words = model.words.size(),
          .dim = options.dim,
          .labels = model.labels.size(),
          .filters = options.filters,
          .widths = options.widths};
}

Prepared prepare(CnnTrainRequest& request) {
  std::optional<EmbeddingModel> embeddings;
  if (!request.embeddings.empty()) {
    embeddings = load_embedding(request.embeddings);
    request.training.dim = static_cast<std::uint32_t>(embeddings->vectors.word_input.dim());
    request.tokenizer.name = embeddings->tokenizer->name();
  }
  Prepared prepared{TextFile::open(request.corpus), {}, {}};
  LabelSet labels = labels_for(prepared.text, request.labels);
  CnnModel& model = prepared.model;
  model.tokenizer =
      embeddings ? embeddings->tokenizer : make_tokenizer(request.tokenizer, prepared.text.lines());
  Corpus corpus = encode_corpus(prepared.text, *model.tokenizer, request.vocabulary);
  remark_on_forgotten_words(corpus, request.vocabulary, prepared.text.name());
  model.words = std::move(corpus.words);
  model.labels = std::move(labels.names);
  model.multi_label = request.training.multi_label || needs_multi_label(labels.of_document);
  prepared.corpus = encode_for_cnn(prepared.text.lines(), *model.tokenizer, model.words,
                                   std::move(labels.of_document));
  model.network = initial_text_cnn(shape_for(request.training, model), request.training.seed);
  if (embeddings) {
    const std::size_t found = take_pretrained_vectors(*embeddings, model.words, model.network);
    if (!request.quiet) {
      say(fmt::format("{}: vectors of {} of {} words", request.embeddings, found,
                      model.words.size()));
    }
  }
  return prepared;
}

/// Progress on standard error: a line an epoch, and between them one that is redrawn on a terminal.
class EpochMeter {
 public:
  explicit EpochMeter(bool multi_label) : multi_label_(multi_label) {}

  void show(const CnnProgress& progress) const {
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const std::string line = fmt::format(
        "epoch {}/{} {:3.0f}%  {} documents/s  loss {:.4f}", progress.epoch, progress.epochs,
        100.0 * static_cast<double>(progress.documents) /
            static_cast<double>(progress.of_documents),
        short_number(progress.documents_per_second), progress.loss);
    if (terminal) std::cerr << "\r\033[K" << line << std::flush;
    if (progress.held_out == nullptr) return;
    if (!terminal) std::cerr << line;
    if (progress.held_out->documents > 0) {
      std::cerr << "  held out: " << metrics_summary(*progress.held_out, multi_label_)
                << (progress.best ? "" : " (no better)");
    }
    std::cerr << "  " << short_duration(progress.seconds) << '\n';
  }

 private:
  bool multi_label_;
};

void print_metrics(const Prepared& prepared, const CnnTrainingResult& result) {
  if (result.held_out.empty()) return;
  const CnnModel& model = prepared.model;
  const ClassificationMetrics metrics =
      measure_cnn(model.network, prepared.corpus, model.multi_label, result.held_out);
  say(fmt::format("on {} held-out documents, after epoch {}: {}", metrics.documents, result.epoch,
                  metrics_summary(metrics, model.multi_label)));
  print_metrics_tables(metrics, model, result_style(false));
}

void run(const std::vector<std::string>& arguments) {
  CnnTrainRequest request;
  if (!read_cnn_train_request(arguments, &request)) return;
  const auto limit = request.threads.apply();
  for (const std::string& input :
       {request.corpus, request.labels, request.embeddings, request.tokenizer.sentencepiece_model})
    require_other_file(request.output, input, "the classifier");
  require_writable(request.output);
  const OutputLock lock = OutputLock::take(request.output);

  begin_step("tokenising the corpus");
  Prepared prepared = prepare(request);
  CnnModel& model = prepared.model;
  CnnProgressReport report;
  if (!request.quiet) {
    say(fmt::format("{} documents, {} words, {} tokens, {} labels{}", prepared.corpus.documents(),
                    model.words.size(), prepared.corpus.rows.size(), model.labels.size(),
                    model.multi_label ? ", any number a document" : ""));
    report = [meter = EpochMeter(model.multi_label)](const CnnProgress& progress) {
      meter.show(progress);
    };
  }
  begin_step("training the classifier");
  CnnTrainingResult result = train_cnn(std::move(model.network), prepared.corpus, model.multi_label,
                                       request.training, report);
  begin_step(fmt::format("writing {}", request.output));
  model.options_json = options_json(request);
  model.corpus_sha256 = sha256_hex(prepared.text);
  model.seed = request.training.seed;
  model.epochs_done = result.epoch;
  model.network = std::move(result.network);
  save_cnn(model, request.output);
  if (request.quiet) return;
  say(fmt::format("wrote {}", request.output));
  print_metrics(prepared, result);  // last: nobody may be reading
}

}  // namespace

const Command kTrainCommand{"train", "train a classifier on documents and their labels", run};

}  // namespace t2v
