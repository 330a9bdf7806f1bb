#include "model/embedding_file.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/model_files.h"
#include "fuzz/property.h"
#include "fuzz/small_models.h"
#include "model/checkpoint.h"
#include "model/opened_model.h"
#include "query/analogy.h"
#include "query/contexts.h"
#include "query/neighbors.h"
#include "query/term.h"

namespace t2v::fuzzing {
namespace {

constexpr std::array kAttributes{"format",         "format_version", "writer",   "dim",
                                 "options",        "corpus_sha256",  "seed",     "epochs_done",
                                 "vectors_sha256", "strings_sha256", "complete", "documents"};
constexpr std::array kDatasets{
    "/words/key",         "/words/count",           "/words/input",
    "/words/output",      "/words/documents",       "/words/text",
    "/words/text_offset", "/words/order",           "/labels/key",
    "/labels/count",      "/labels/input",          "/word_labels/offset",
    "/word_labels/label", "/word_labels/documents", "/tokenizer/name",
    "/tokenizer/model",   "/documents/input",       "/train_state/record"};

/// Some questions; a model may refuse any of them, but for one reason.
std::vector<std::vector<Answer>> ask(const ModelView& model) {
  std::vector<std::vector<Answer>> answers;
  const AnswerLimits limits{5, 0};
  const auto add = [&](auto question) { accepts([&] { answers.push_back(question()); }); };
  const std::vector<Term> word{{TermKind::kWord, 0, 1}};
  add([&] { return neighbors(model, {word, {}, limits}); });
  if (model.labels.size() > 1) {
    add([&] { return contexts(model, {word, {{0}, 1}, limits}); });
    const std::vector<Term> terms{
        {TermKind::kWord, 0, 1}, {TermKind::kLabel, 0, -1}, {TermKind::kLabel, 1, 1}};
    add([&] { return analogy(model, terms, limits); });
  }
  for (const std::vector<Answer>& answer : answers) {
    require(answer.size() <= limits.top, "no more answers than were asked for");
    for (const Answer& word_found : answer) {
      require(word_found.id < model.words.size(), "answers are words of the model");
    }
  }
  for (const char* text : {"최악", "label:긍정", "없는말"}) {
    accepts([&] { resolve_terms(std::vector<std::string>{text}, model); });
  }
  return answers;
}

bool same(const std::vector<std::vector<Answer>>& a, const std::vector<std::vector<Answer>>& b) {
  const auto same_answer = [](const Answer& x, const Answer& y) {
    return x.id == y.id && x.key == y.key && x.score == y.score && x.count == y.count;
  };
  return std::ranges::equal(
      a, b, [&](const auto& x, const auto& y) { return std::ranges::equal(x, y, same_answer); });
}

void require_whole(const EmbeddingModel& model) {
  const Embedding& vectors = model.vectors;
  require(!model.words.empty(), "there are words");
  require(vectors.word_input.rows() == model.words.size() &&
              vectors.word_output.rows() == model.words.size() &&
              vectors.label_input.rows() == model.labels.size(),
          "every key has its vectors");
  require(vectors.word_input.dim() == vectors.word_output.dim(), "vectors are of one length");
  require(model.counts.empty() || model.counts.words() == model.words.size(),
          "counts are of these words");
  require(model.tokenizer != nullptr, "there is a tokenizer");
}

/// What is a checkpoint can be gone on from.
void resume(const std::string& path, const EmbeddingModel& model) {
  accepts([&] {
    const CheckpointOrigin origin = read_checkpoint_origin(path);
    require(origin.tokenizer != nullptr, "there is a tokenizer");
    const TrainingState state = load_training_state(path, origin.record, model.words, model.labels);
    require(state.vectors.word_input.rows() == model.words.size(), "every word has its vector");
  });
}

/// Loads the file, and opens it in place. @returns whether it loads
bool read_both_ways(const std::string& path) {
  std::optional<EmbeddingModel> loaded;
  accepts([&] { loaded = load_embedding(path, nullptr, DocumentVectors::kLoad); });
  std::vector<std::vector<Answer>> answers;
  if (loaded) {
    require_whole(*loaded);
    resume(path, *loaded);
    answers = ask(*loaded);
  }
  const bool opens = accepts([&] {
    const OpenedModel opened(path);
    const auto others = ask(opened.view());
    require(!loaded || same(answers, others), "a model has the same answers in its file");
  });
  require(opens || !loaded, "what loads can be opened");
  return loaded.has_value();
}

const ModelFiles& files() {
  static const ModelFiles files{
      bytes_written_by([](const std::string& path) { save_embedding(small_embedding(), path); }),
      bytes_written_by([](const std::string& path) { save_embedding(small_checkpoint(), path); }),
      {kAttributes, kDatasets},
      mend_strings_sha256,
      read_both_ways};
  return files;
}

}  // namespace

void fuzz_embedding_bytes(Bytes input) {
  fuzz_bytes_of(files(), input);
}

void fuzz_embedding_content(Bytes input) {
  fuzz_content_of(files(), input);
}

}  // namespace t2v::fuzzing
