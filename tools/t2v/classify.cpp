#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "label_selection_options.h"
#include "model_option.h"
#include "query/document_classifier.h"
#include "report/table.h"
#include "text/corpus.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Labels documents by the label vectors alone: the most probable label of each, its\n"
    "probability, and the words that speak for it, strongest first. A document without a known\n"
    "word has the probabilities that labels had in training.\n"
    "\n"
    "TEXT  a document; without TEXT and --file, documents are read from standard input";

struct Request {
  ModelOption model;
  LabelSelectionOptions selection;
  std::string file = "-";
  std::size_t top = 1;
  std::size_t words = 5;
  bool json = false;
};

/// The documents in question, a line each.
TextFile documents_from(const Request& request, const std::vector<std::string>& texts) {
  if (texts.empty()) return TextFile::open(request.file);
  std::string lines;
  for (const std::string& text : texts) {
    std::ranges::replace_copy(text, std::back_inserter(lines), '\n', ' ');
    lines += '\n';
  }
  return TextFile::from_string(lines, "TEXT");
}

/// Places of the `most` largest, largest first.
std::vector<std::size_t> largest(const std::vector<double>& values, std::size_t most) {
  std::vector<std::size_t> places(values.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, places.size()));
  std::partial_sort(places.begin(), places.begin() + count, places.end(),
                    [&](std::size_t a, std::size_t b) {
                      return values[a] != values[b] ? values[a] > values[b] : a < b;
                    });
  places.resize(static_cast<std::size_t>(count));
  return places;
}

void add_document(const Request& request, const EmbeddingModel& model,
                  const DocumentClassifier& classifier, const Corpus& corpus, std::size_t document,
                  Table& table) {
  const auto words = corpus.document(document);
  const std::vector<double> probabilities = classifier.probabilities(words);
  for (const std::size_t choice : largest(probabilities, request.top)) {
    std::vector<std::string> speaking;
    for (const auto& [word, evidence] : classifier.evidence(words, choice, request.words))
      speaking.emplace_back(model.words.key(word));
    table.add_row({static_cast<std::int64_t>(document + 1),
                   std::string(model.labels.key(classifier.labels()[choice])),
                   rounded(probabilities[choice]), std::move(speaking)});
  }
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("classify [TEXT...] [--file FILE] [options]", kDescription);
  command_line.add_text("file", "FILE", "documents, one a line; - is standard input",
                        &request.file);
  command_line.add_number<std::size_t>("top,n", "most probable labels of each document",
                                       &request.top, 1);
  command_line.add_number<std::size_t>("words", "words that speak for a label, at most",
                                       &request.words, 0);
  request.selection.add_to(command_line);
  request.model.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request.json);
  if (!command_line.parse(arguments)) return;
  if (!command_line.arguments().empty() && command_line.given("file"))
    throw UsageError("--file with TEXT, expected one of them");
  if (request.file.empty()) throw UsageError("--file is empty, expected the name of a file, or -");

  const std::shared_ptr<const LoadedModel> loaded = request.model.loaded();
  const EmbeddingModel& model = loaded->model;
  const DocumentClassifier classifier(
      model,
      selected_labels(request.selection.selection(command_line, model.labels), model.labels));
  const TextFile documents = documents_from(request, command_line.arguments());
  const Corpus corpus = encode_with_vocabulary(documents, *model.tokenizer, model.words);
  Table table({{"document", Alignment::kRight},
               {"label"},
               {.name = "probability", .alignment = Alignment::kRight, .bar = true},
               {"words"}});
  for (std::size_t document = 0; document < corpus.documents(); ++document)
    add_document(request, model, classifier, corpus, document, table);
  print_table(table, result_style(request.json));
}

}  // namespace

const Command kClassifyCommand{"classify", "label documents by the label vectors", run};

}  // namespace t2v
