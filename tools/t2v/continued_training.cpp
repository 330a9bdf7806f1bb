#include "continued_training.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "command/command.h"
#include "command/remark.h"
#include "distributed/corpus_share.h"
#include "model/missing_parts.h"
#include "report/quantity.h"
#include "text/error.h"
#include "text/sentencepiece_model.h"
#include "text/sentencepiece_tokenizer.h"

namespace t2v {
namespace {

using Json = nlohmann::json;

/// Whether the SentencePiece model in a file is that of `tokenizer`: the file that it was read
/// from, or what was kept of that.
bool is_model_of(const std::string& file, const Tokenizer& tokenizer) {
  const std::string kept(tokenizer.model_bytes());
  const std::string read(load_sentencepiece(file)->model_bytes());
  return read == kept || read == without_normalization(kept);
}

void require_no_contradiction(const CommandLine& command_line, const TrainRequest& request,
                              const EarlierModel& earlier) {
  if (command_line.given("dim") && request.training.dim != earlier.dim) {
    throw Error(fmt::format("--dim is {}, but the vectors of {} have {} numbers, expected the same",
                            request.training.dim, request.init, earlier.dim));
  }
  const Tokenizer& tokenizer = *earlier.model.tokenizer;
  if (command_line.given("tokenizer") && request.tokenizer.name != tokenizer.name()) {
    throw Error(fmt::format("--tokenizer is {}, but that of {} is {}, expected the same",
                            request.tokenizer.name, request.init, tokenizer.name()));
  }
  const std::string& pieces = request.tokenizer.sentencepiece_model;
  if (!pieces.empty() && !is_model_of(pieces, tokenizer)) {
    throw Error(fmt::format("--sentencepiece-model {} is not the one in {}, expected the same",
                            pieces, request.init));
  }
}

/// A checkpoint goes on only from the model that it began from.
void require_recorded(const TrainRequest& request, const EarlierModel& earlier) {
  const Json recorded = Json::parse(request.origin->options_json);
  const auto began_from = recorded.find("init-vectors-sha256");
  if (began_from != recorded.end() && *began_from == Json(earlier.file.vectors_sha256)) return;
  throw Error(fmt::format("{}: is not the model that the training of {} began from", request.init,
                          request.resume));
}

/// Says what is left behind or may not be meant.
void warn(const TrainRequest& request, const EarlierModel& earlier) {
  if (earlier.file.documents > 0) {
    remark(fmt::format("{}: its vectors of {} are left out, as they belong to the earlier text",
                       request.init, counted(earlier.file.documents, "document")));
  }
  if (!has_word_counts(earlier.model.words)) {
    remark(fmt::format(
        "{}: was imported, so how often its words occurred before is not known; counts are of this "
        "text",
        request.init));
  } else if (earlier.model.counts.empty()) {
    remark(fmt::format("{}: has no counts of words with labels, so the new model has none either",
                       request.init));
  }
  const Json options = Json::parse(earlier.model.options_json);
  const std::string_view objective = objective_name(request.training.objective);
  const auto before = options.find("objective");
  if (before != options.end() && before->is_string() &&
      before->get_ref<const std::string&>() != objective) {
    remark(fmt::format("{}: was trained with --objective {}, this training has --objective {}",
                       request.init, before->get<std::string>(), objective));
  }
}

}  // namespace

void take_earlier_model(const CommandLine& command_line, TrainRequest* request) {
  if (command_line.given("sentencepiece-vocab")) {
    throw UsageError(
        "--sentencepiece-vocab is for training and the tokenizer of --init is trained already, "
        "expected one of the two");
  }
  const auto earlier = std::make_shared<const EarlierModel>(load_earlier_model(request->init));
  require_no_contradiction(command_line, *request, *earlier);
  if (request->origin) require_recorded(*request, *earlier);
  warn(*request, *earlier);
  request->training.dim = earlier->dim;
  request->tokenizer.name = earlier->model.tokenizer->name();
  request->vocabulary.known = {earlier, &earlier->model.words};
  request->earlier = earlier;
}

void say_what_joins(const EarlierModel& earlier, const Corpus& corpus) {
  const std::uint32_t words = earlier.model.words.size();
  const std::uint32_t labels = earlier.model.labels.size();
  say(fmt::format("going on from {} with {} and {}; {} and {} are new; counts are of all text",
                  earlier.path, counted(words, "word"), counted(labels, "label"),
                  counted(corpus.words.size() - words, "word"),
                  counted(corpus.labels.names.size() - labels, "label")));
}

std::uint64_t earlier_bytes(const TrainRequest& request) {
  return request.earlier ? request.earlier->bytes : 0;
}

Embedding start_vectors(const TrainRequest& request, const Corpus& corpus) {
  const TrainingOptions& options = request.training;
  Embedding start =
      start_vectors(*request.earlier, corpus.words, corpus.labels.names, options.seed);
  // Where others train beside, those of all documents would be none's own.
  if (options.documents && request.ranks == nullptr)
    start.document_input = Matrix(corpus.documents(), options.dim);
  return start;
}

WordLabelCounts count_word_labels(const TrainRequest& request, const Corpus& corpus) {
  WordLabelCounts counts = count_word_labels(corpus);
  if (request.ranks != nullptr) {
    counts =
        sum_on_first_rank(std::move(counts), corpus.words, corpus.labels.names, *request.ranks);
    if (request.ranks->rank() > 0) return {};
  }
  if (!request.earlier) return counts;
  const EmbeddingModel& earlier = request.earlier->model;
  return sum_of_counts(earlier, counts, corpus.words, corpus.labels.names);
}

}  // namespace t2v
