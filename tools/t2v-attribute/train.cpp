#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/cnn_checkpoint.h"
#include "classifier/cnn_corpus.h"
#include "classifier/cnn_file.h"
#include "classifier/cnn_training.h"
#include "classifier/pretrained_embedding.h"
#include "cnn_train_request.h"
#include "cnn_training_run.h"
#include "command/corpus_files.h"
#include "command/interruption.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/result_output.h"
#include "commands.h"
#include "metrics_output.h"
#include "model/embedding_file.h"
#include "model/output_lock.h"
#include "model/replacement_file.h"
#include "text/corpus.h"
#include "text/error.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {
namespace {

/// What training begins with: text, names, and a network of random or given vectors.
struct Prepared {
  TextFile text;
  std::string labels_sha256;
  CnnModel model;
  CnnCorpus corpus;
};

/// @param sha256 of the label file's bytes, to be set
LabelSet labels_for(const CnnTrainRequest& request, const TextFile& file, std::string* sha256) {
  *sha256 = sha256_hex(file);
  if (request.origin) {
    require_recorded(*sha256, request.origin->labels_sha256, file.name(), request.resume);
  }
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

std::shared_ptr<const Tokenizer> tokenizer_for(const CnnTrainRequest& request,
                                               const std::optional<EmbeddingModel>& embeddings,
                                               const TextFile& text) {
  if (request.origin) return request.origin->tokenizer;
  return embeddings ? embeddings->tokenizer : make_tokenizer(request.tokenizer, text.lines());
}

/// The vectors to begin from, if any: of a training that goes on they are in the checkpoint.
std::optional<EmbeddingModel> embeddings_for(CnnTrainRequest& request) {
  if (request.embeddings.empty() || request.origin) return std::nullopt;
  EmbeddingModel embeddings = load_embedding(request.embeddings);
  request.training.dim = static_cast<std::uint32_t>(embeddings.vectors.word_input.dim());
  request.tokenizer.name = embeddings.tokenizer->name();
  return embeddings;
}

Prepared prepare(CnnTrainRequest& request) {
  const std::optional<EmbeddingModel> embeddings = embeddings_for(request);
  OpenedCorpus opened = request.input.open();
  Prepared prepared{std::move(opened.corpus), {}, {}, {}};
  CnnModel& model = prepared.model;
  model.corpus_sha256 = sha256_hex(prepared.text);
  if (request.origin) {
    require_recorded(model.corpus_sha256, request.origin->corpus_sha256, prepared.text.name(),
                     request.resume);
  }
  LabelSet labels = labels_for(request, *opened.labels, &prepared.labels_sha256);
  model.tokenizer = tokenizer_for(request, embeddings, prepared.text);
  Corpus corpus = encode_corpus(prepared.text, *model.tokenizer, request.vocabulary);
  remark_on_forgotten_words(corpus, request.vocabulary, prepared.text.name());
  model.words = std::move(corpus.words);
  model.labels = std::move(labels.names);
  model.multi_label = request.training.multi_label || needs_multi_label(labels.of_document);
  model.options_json = request.origin ? request.origin->options_json : options_json(request);
  model.seed = request.training.seed;
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

std::optional<CnnTrainingState> state_to_go_on_from(const CnnTrainRequest& request,
                                                    const CnnModel& model) {
  if (!request.origin) return std::nullopt;
  return load_cnn_training_state(request.resume, model.words, model.labels);
}

/// Nothing that is read may be written to but the checkpoint, and what is written must be writable.
std::vector<OutputLock> check_outputs(const CnnTrainRequest& request) {
  std::vector<std::string> inputs = request.input.files();
  inputs.push_back(request.embeddings);
  inputs.push_back(request.tokenizer.sentencepiece_model);
  for (const std::string& input : inputs) {
    require_other_file(request.output, input, "the classifier");
    require_other_file(request.checkpoint, input, "the checkpoint");
  }
  require_two_files(request.checkpoint, "the checkpoint", request.output, "the classifier");
  std::vector<OutputLock> locks;
  for (const std::string& file : {request.output, request.checkpoint}) {
    if (file.empty()) continue;
    require_writable(file);
    locks.push_back(OutputLock::take(file));
  }
  return locks;
}

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
  const std::vector<OutputLock> locks = check_outputs(request);

  Interruption interruption;
  begin_step("tokenising the corpus");
  Prepared prepared = prepare(request);
  CnnModel& model = prepared.model;
  std::optional<CnnTrainingState> start = state_to_go_on_from(request, model);
  if (!request.quiet) {
    say(fmt::format("{} documents, {} words, {} tokens, {} labels{}", prepared.corpus.documents(),
                    model.words.size(), prepared.corpus.rows.size(), model.labels.size(),
                    model.multi_label ? ", any number a document" : ""));
  }
  begin_step("training the classifier");
  // Training tells how far it came when a signal ends it; with a checkpoint to show for it, also
  // the classifier is finished once training is over.
  std::optional<Interruption::Hold> hold(interruption);
  CnnTrainingResult result =
      CnnTrainingRun(request, prepared.corpus, model, prepared.labels_sha256, interruption)
          .run(std::move(start));
  if (request.checkpoint.empty()) hold.reset();
  begin_step(fmt::format("writing {}", request.output));
  model.epochs_done = result.epoch;
  model.network = std::move(result.network);
  save_cnn(model, request.output);
  interruption.throw_if_asked(fmt::format("interrupted, but {} is finished", request.output));
  if (request.quiet) return;
  say(fmt::format("wrote {}", request.output));
  print_metrics(prepared, result);  // last: nobody may be reading
}

}  // namespace

const Command kTrainCommand{"train", "train a classifier on documents and their labels", run};

}  // namespace t2v
