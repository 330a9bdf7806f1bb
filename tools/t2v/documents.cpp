#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "command/command_line.h"
#include "command/remark.h"
#include "command/result_output.h"
#include "commands.h"
#include "query/nearest_documents.h"
#include "query_options.h"
#include "report/table.h"
#include "text/checksum.h"
#include "text/error.h"
#include "text/normalize.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "The documents nearest to the sum of words and labels, or of a text, best first: number of\n"
    "their line, score, and their text where --corpus names the file it stands in.\n"
    "\n"
    "The vectors are those of the training corpus, learnt by train --documents. With --corpus and\n"
    "another file, or a model without such vectors, they are inferred from the file's text.";

/// For --label where the user gives none: on film reviews three in four answers then carry the
/// label and seven in ten speak of the query's word; twice as much loses the word.
constexpr double kLabelWeight = 0.5;

struct Request {
  ModelOption model;
  LabelOptions labels;
  std::string corpus;
  std::string text;
  std::size_t top = 10;
  bool json = false;

  Request() { labels.weight = kLabelWeight; }

  void add_to(CommandLine& command_line) {
    command_line.add_text("text", "TEXT", "look for documents like this text", &text);
    command_line.add_text("corpus", "FILE", "documents, one a line; - is standard input", &corpus);
    labels.add_to(command_line);
    model.add_to(command_line);
    command_line.add_number<std::uint64_t>("top,n", "answers", &top, 1);
    command_line.add_flag("json", "a JSON object a line", &json);
  }
};

/// The sum of the terms' vectors and the text's.
std::vector<float> query_vector(const Request& request, const std::vector<std::string>& terms,
                                const EmbeddingModel& model) {
  if (request.text.empty()) return sum_of_terms(terms_from(terms, model), model);
  std::vector<float> sum = infer_document(model, request.text);
  if (terms.empty()) return sum;
  const std::vector<float> of_terms = sum_of_terms(terms_from(terms, model), model);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += of_terms[i];
  return sum;
}

/// Nothing where the model holds the vectors of `corpus`, as what it was trained on, else inferred
/// ones; says why.
std::optional<Matrix> inferred_vectors(const TextFile& corpus, const EmbeddingModel& model) {
  const Matrix& trained = model.vectors.document_input;
  if (sha256_hex(corpus.bytes()) != model.corpus_sha256) {
    remark(
        fmt::format("{}: is not the corpus of the model (its SHA-256 differs), vectors are "
                    "inferred from its text",
                    corpus.name()));
    return infer_documents(model, corpus);
  }
  if (trained.rows() == 0) {
    remark(
        fmt::format("{}: the model holds no vectors of documents (train --documents), they are "
                    "inferred from the text",
                    corpus.name()));
    return infer_documents(model, corpus);
  }
  if (trained.rows() != corpus.lines().size()) {
    throw Error(fmt::format("{}: has {} lines, expected {} as the model has vectors of documents",
                            corpus.name(), corpus.lines().size(), trained.rows()));
  }
  return std::nullopt;
}

Table table_of(const std::vector<ScoredRow>& answers, const std::optional<TextFile>& corpus) {
  std::vector<Column> columns{{"line", Alignment::kRight},
                              {.name = "score", .alignment = Alignment::kRight, .bar = true}};
  if (corpus) columns.push_back({"text"});
  Table table(std::move(columns));
  for (const auto& [row, score] : answers) {
    std::vector<Cell> cells{std::int64_t{row} + 1, rounded(score)};
    if (corpus) cells.emplace_back(normalize(corpus->lines()[row]).text);
    table.add_row(std::move(cells));
  }
  return table;
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("documents TERM... [--text TEXT] [--corpus FILE] [options]",
                           std::string(kDescription) + "\n\n" + kTermHelp, SingleDash::kTerm);
  request.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  const std::vector<std::string>& terms = command_line.arguments();
  if (command_line.given("text") && request.text.empty())
    throw UsageError("--text is empty, expected a text");
  if (terms.empty() && request.text.empty())
    throw UsageError("expected at least one word or label, or --text");

  const std::shared_ptr<const LoadedModel> loaded = request.model.loaded(DocumentVectors::kLoad);
  const EmbeddingModel& model = loaded->model;
  if (request.corpus.empty() && model.vectors.document_input.rows() == 0) {
    throw Error(
        fmt::format("{}: holds no vectors of documents, expected a model made with "
                    "train --documents, or documents named by --corpus FILE",
                    request.model.path()));
  }
  const DocumentQuery query{query_vector(request, terms, model),
                            request.labels.condition(command_line, model), request.top};
  std::optional<TextFile> corpus;
  if (!request.corpus.empty()) corpus = TextFile::open(request.corpus);
  const std::optional<Matrix> inferred =
      corpus ? inferred_vectors(*corpus, model) : std::optional<Matrix>();
  const Matrix& vectors = inferred ? *inferred : model.vectors.document_input;
  print_table(table_of(nearest_documents(model, vectors, query), corpus),
              result_style(request.json));
}

}  // namespace

const Command kDocumentsCommand{"documents", "the documents nearest to words, labels or a text",
                                run};

}  // namespace t2v
