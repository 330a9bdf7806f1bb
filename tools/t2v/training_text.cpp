#include "training_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "command/corpus_files.h"
#include "command/remark.h"
#include "continued_training.h"
#include "distributed/corpus_share.h"
#include "distributed/token_counts.h"
#include "model/encoded_corpus_identity.h"
#include "model/replacement_file.h"
#include "ranks.h"
#include "report/quantity.h"
#include "text/error.h"
#include "text/lines.h"
#include "text/sentencepiece_model.h"

namespace t2v {
namespace {

/// Nothing that is read may be written to but the checkpoint, and what is written must be writable.
void check_paths(const TrainRequest& request) {
  std::vector<std::string> inputs = request.input.files();
  inputs.push_back(request.word_labels);
  inputs.push_back(request.tokenizer.sentencepiece_model);
  for (const std::string& input : inputs) {
    require_other_file(request.output, input, "the model");
    require_other_file(request.cache, input, "the cache");
    require_other_file(request.checkpoint, input, "the checkpoint");
  }
  require_other_file(request.cache, request.resume, "the cache");
  require_other_file(request.cache, request.init, "the cache");
  require_other_file(request.checkpoint, request.init, "the checkpoint");
  require_two_files(request.cache, "the cache", request.output, "the model");
  require_two_files(request.checkpoint, "the checkpoint", request.output, "the model");
  require_two_files(request.checkpoint, "the checkpoint", request.cache, "the cache");
  if (request.dry_run || !is_first(request.ranks)) return;
  for (const std::string& file : {request.output, request.cache, request.checkpoint}) {
    if (!file.empty()) require_writable(file);
  }
}

std::vector<OutputLock> lock_outputs(const TrainRequest& request) {
  std::vector<OutputLock> locks;
  if (request.dry_run || !is_first(request.ranks)) return locks;
  for (const std::string& file : {request.output, request.cache, request.checkpoint}) {
    if (!file.empty()) locks.push_back(OutputLock::take(file));
  }
  return locks;
}

/// A SentencePiece model that the first rank trains on text of all.
std::shared_ptr<const Tokenizer> train_in_ranks(const TokenizerOptions& options,
                                                const TextFile& corpus, Communicator& ranks) {
  const std::string sample = sample_on_first_rank(corpus, kSentencePieceTrainingBytes, ranks);
  std::string model;
  if (ranks.rank() == 0) {
    std::vector<std::string_view> lines;
    for_each_line(sample, [&](std::string_view line) { lines.push_back(line); });
    model = make_tokenizer(options, lines)->model_bytes();
  }
  ranks.broadcast(model, 0);
  return restore_tokenizer(options.name, model);
}

/// Training a SentencePiece model takes long, so it is announced.
std::shared_ptr<const Tokenizer> tokenizer_for(const TrainRequest& request,
                                               const TextFile& corpus) {
  if (request.origin) return request.origin->tokenizer;
  if (request.earlier) return request.earlier->model.tokenizer;
  const TokenizerOptions& options = request.tokenizer;
  if (options.name != "sentencepiece" || !options.sentencepiece_model.empty()) {
    return make_tokenizer(options, {});
  }
  if (!request.quiet) {
    say(fmt::format("training a SentencePiece model of {} pieces", options.sentencepiece_vocab));
  }
  if (request.ranks != nullptr) return train_in_ranks(options, corpus, *request.ranks);
  std::vector<std::string_view> lines;  // not corpus.lines(), which would stay
  lines.reserve(corpus.count_lines());
  for_each_line(corpus.content(), [&](std::string_view line) { lines.push_back(line); });
  std::shared_ptr<Tokenizer> tokenizer = make_tokenizer(options, lines);
  corpus.release(corpus.bytes());
  return tokenizer;
}

EncodedCorpus tokenise(const TrainRequest& request, const TextFile& text,
                       const MemoryLimit& limit) {
  EncodedCorpus encoded;
  encoded.tokenizer = tokenizer_for(request, text);
  std::optional<TokenCounts> peers;
  if (request.ranks != nullptr) peers.emplace(*request.ranks);
  encoded.corpus =
      encode_corpus(text, *encoded.tokenizer, request.vocabulary,
                    limit.encoding_room(text, folder_of(request.output), earlier_bytes(request)),
                    peers ? &*peers : nullptr);
  return encoded;
}

/// What an earlier run left in the cache where that is still right, else made anew and left there.
EncodedCorpus tokenise_with_cache(const TrainRequest& request, const TrainingText& training_text,
                                  const MemoryLimit& limit) {
  const TextFile& text = training_text.corpus;
  const Tokenizer* const stored =
      request.earlier ? request.earlier->model.tokenizer.get() : nullptr;
  const std::string identity = encoded_corpus_identity(
      training_text.corpus_sha256, request.tokenizer, request.vocabulary, stored);
  CachedCorpus cached = load_encoded_corpus(request.cache, identity);
  if (cached.found && request.origin &&
      cached.found->tokenizer->model_bytes() != request.origin->tokenizer->model_bytes()) {
    cached = {std::nullopt, "has another tokenizer than the checkpoint"};
  }
  if (cached.found) return std::move(*cached.found);
  if (!cached.why_not.empty()) {
    remark(fmt::format("{} {}; the corpus is tokenised anew", request.cache, cached.why_not));
  }
  EncodedCorpus encoded = tokenise(request, text, limit);
  if (request.dry_run) return encoded;
  TokenStore in_cache =
      save_encoded_corpus(request.cache, identity, encoded.corpus, *encoded.tokenizer);
  if (!encoded.corpus.tokens.in_memory()) encoded.corpus.tokens = std::move(in_cache);
  return encoded;
}

void label_words(Corpus& corpus, const TrainingText& text, const std::string& lexicon_name) {
  const std::size_t found = assign_word_labels(corpus.labels, corpus.words, text.lexicon);
  if (found < text.lexicon.size()) {
    remark(fmt::format("{}: {} of {} words are not in the vocabulary", lexicon_name,
                       text.lexicon.size() - found, text.lexicon.size()));
  }
}

/// In all parts of the text.
std::uint64_t first_invalid_line(const Corpus& corpus, Communicator* ranks) {
  if (ranks == nullptr) return corpus.first_invalid_line;
  std::vector<std::uint64_t> lines(ranks->ranks(), 0);
  lines[ranks->rank()] = corpus.first_invalid_line;
  ranks->sum(lines);
  std::erase(lines, 0U);
  return *std::ranges::min_element(lines);
}

/// Says what in the text is not as it should be.
void warn(const Corpus& corpus, const TrainRequest& request, const std::string& name) {
  const std::uint64_t invalid = sum_over(request.ranks, corpus.invalid_sequences);
  if (invalid > 0) {
    remark(fmt::format("{}:{}: invalid UTF-8, here first; {} replaced by U+FFFD", name,
                       first_invalid_line(corpus, request.ranks), counted(invalid, "sequence")));
  }
  const std::uint64_t overlong = sum_over(request.ranks, corpus.overlong_tokens);
  if (overlong > 0) {
    remark(fmt::format("{}: {} of more than {} bytes left out", name, counted(overlong, "word"),
                       kMaxKeyBytes));
  }
  remark_on_forgotten_words(corpus, request.vocabulary, name);
  const bool can_choose = !request.earlier && !request.origin;
  if (can_choose && request.tokenizer.name == "whitespace" && looks_untokenized(corpus)) {
    remark(fmt::format(
        "{}: looks like raw text, where spaces alone do not separate words; --tokenizer "
        "sentencepiece may serve better",
        name));
  }
}

std::string sha256_of(const TextFile& file, Communicator* ranks) {
  return ranks == nullptr ? sha256_hex(file) : sha256_of_all(file, *ranks);
}

/// @throws Error where the text cannot be read in parts
void require_parts(const TextFile& file) {
  if (file.is_plain_file()) return;
  throw Error(fmt::format(
      "{}: is compressed or no file, so that several processes cannot each read a part, expected a "
      "plain text file",
      file.name()));
}

/// Corpus and labels; under mpirun the parts of them that belong to this rank.
OpenedCorpus open_input(const TrainRequest& request) {
  const std::string folder = folder_of(request.output);
  if (request.ranks == nullptr) return request.input.open(folder);
  OpenedCorpus opened = request.input.open_plain(folder);
  require_parts(opened.corpus);
  keep_own_part(opened.corpus, *request.ranks);
  if (opened.labels) {
    require_parts(*opened.labels);
    keep_lines_of(*opened.labels, opened.corpus, *request.ranks);
  }
  return opened;
}

/// @param labels of documents; nothing where there are none
void read_lexicon_and_labels(const TrainRequest& request, const std::optional<TextFile>& labels,
                             TrainingText& text) {
  if (!request.word_labels.empty()) {
    const TextFile lexicon = TextFile::open(request.word_labels);
    text.lexicon_sha256 = sha256_hex(lexicon);
    text.lexicon = read_lexicon(lexicon.lines(), lexicon.name());
  }
  if (labels) text.labels_sha256 = sha256_of(*labels, request.ranks);
  if (request.origin) {
    const CheckpointRecord& record = request.origin->record;
    require_recorded(text.lexicon_sha256, record.lexicon_sha256,
                     request.word_labels.empty() ? "--word-labels" : request.word_labels,
                     request.resume);
    require_recorded(text.labels_sha256, record.labels_sha256, labels ? labels->name() : "LABELS",
                     request.resume);
  }
  const TextFile none = TextFile::from_string({}, request.word_labels);
  text.labels = read_labels(labels ? *labels : none, text.lexicon);
  if (request.ranks != nullptr) share_label_names(text.labels, *request.ranks);
  if (request.earlier) add_known_labels(text.labels, request.earlier->model.labels);
}

}  // namespace

TrainingText open_text(const TrainRequest& request) {
  check_paths(request);
  std::vector<OutputLock> locks = lock_outputs(request);
  OpenedCorpus opened = open_input(request);
  TrainingText text{.corpus = std::move(opened.corpus)};
  if (request.origin) {
    text.corpus_sha256 = sha256_of(text.corpus, request.ranks);
    require_recorded(text.corpus_sha256, request.origin->corpus_sha256, text.corpus.name(),
                     request.resume);
  }
  read_lexicon_and_labels(request, opened.labels, text);
  if (!request.origin) text.corpus_sha256 = sha256_of(text.corpus, request.ranks);
  text.locks = std::move(locks);
  return text;
}

EncodedCorpus encode_text(const TrainRequest& request, TrainingText& text) {
  const MemoryLimit limit(request.memory_limit);
  EncodedCorpus encoded = request.cache.empty() ? tokenise(request, text.corpus, limit)
                                                : tokenise_with_cache(request, text, limit);
  Corpus& corpus = encoded.corpus;
  corpus.labels = std::move(text.labels);
  if (!text.lexicon.empty()) label_words(corpus, text, request.word_labels);
  warn(corpus, request, text.corpus.name());
  limit.place_tokens(corpus, request, folder_of(request.output));
  return encoded;
}

}  // namespace t2v
