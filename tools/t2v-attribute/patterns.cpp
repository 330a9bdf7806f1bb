#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "attribution/document_order.h"
#include "attribution/patterns.h"
#include "classifier/classifier.h"
#include "cnn_option.h"
#include "command/command_line.h"
#include "command/result_output.h"
#include "command/threads_option.h"
#include "commands.h"
#include "labelled_corpus.h"
#include "report/table.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Lists the phrases that carried the classifier's decisions, for all documents predicted as a\n"
    "label: words that its filters answered to together, merged where they are the same. Scores "
    "are\n"
    "what they add to the log-odds of the label.\n"
    "\n"
    "CORPUS  UTF-8 text, one document a line; - is standard input\n"
    "\n"
    "Columns: label, phrase, documents in which it is a key phrase, its scores added up, and the\n"
    "line and text of the document where it scored highest. With --per-document: line, label,\n"
    "probability of the label, rank, phrase, score and the document.";

struct Request {
  CnnOption classifier;
  std::string label;
  std::size_t top = 20;
  std::size_t phrases = 3;
  bool per_document = false;
  bool json = false;
  ThreadsOption threads;
};

using Documents = std::vector<DocumentPhrases>;

/// Calls take(document's phrases) for every document predicted as a label that is asked for.
template <typename Take>
void for_each_prediction(const Classifier& classifier, const TextFile& corpus,
                         const Request& request, Take&& take) {
  std::optional<std::uint32_t> only;
  if (!request.label.empty()) only = label_named(request.label, classifier.model());
  for_each_document(
      corpus.lines().size(),
      [&](std::size_t document) {
        return document_phrases(classifier, corpus.lines()[document], document, request.phrases);
      },
      [&](std::size_t, const Documents& of_document) {
        for (const DocumentPhrases& of_label : of_document)
          if (!only || of_label.label == *only) take(of_label);
      });
}

std::int64_t line_number(std::size_t document) {
  return static_cast<std::int64_t>(document + 1);
}

Table pattern_table(const PatternCounts& counts, const CnnModel& model, const TextFile& corpus,
                    const Request& request) {
  Table table({{"label"},
               {"phrase"},
               {"documents", Alignment::kRight},
               {"score", Alignment::kRight, 2},
               {"line", Alignment::kRight},
               {"example"}});
  for (std::uint32_t label = 0; label < model.labels.size(); ++label) {
    std::vector<Pattern> patterns = counts.ranked(label);
    if (patterns.size() > request.top) patterns.resize(request.top);
    for (const Pattern& pattern : patterns) {
      table.add_row({std::string(model.labels.key(label)), pattern.phrase.text,
                     static_cast<std::int64_t>(pattern.documents), rounded(pattern.phrase.score),
                     line_number(pattern.example), std::string(corpus.lines()[pattern.example])});
    }
  }
  return table;
}

void print_patterns(const Classifier& classifier, const TextFile& corpus, const Request& request) {
  PatternCounts counts(classifier.shape().labels);
  for_each_prediction(classifier, corpus, request,
                      [&](const DocumentPhrases& document) { counts.add(document); });
  print_table(pattern_table(counts, classifier.model(), corpus, request),
              result_style(request.json));
}

nlohmann::ordered_json json_of(const DocumentPhrases& document, const CnnModel& model,
                               const TextFile& corpus) {
  auto phrases = nlohmann::ordered_json::array();
  for (const DocumentPhrase& phrase : document.phrases)
    phrases.push_back({{"phrase", phrase.text}, {"score", rounded(phrase.score)}});
  return {{"line", line_number(document.document)},
          {"label", model.labels.key(document.label)},
          {"probability", rounded(document.probability)},
          {"phrases", std::move(phrases)},
          {"text", corpus.lines()[document.document]}};
}

Table document_table() {
  return Table({{"line", Alignment::kRight},
                {"label"},
                {"probability", Alignment::kRight},
                {"rank", Alignment::kRight},
                {"phrase"},
                {"score", Alignment::kRight},
                {"document"}});
}

void add_rows(Table& table, const DocumentPhrases& document, const CnnModel& model,
              const TextFile& corpus) {
  for (std::size_t i = 0; i < document.phrases.size(); ++i) {
    table.add_row({line_number(document.document), std::string(model.labels.key(document.label)),
                   rounded(document.probability), static_cast<std::int64_t>(i + 1),
                   document.phrases[i].text, rounded(document.phrases[i].score),
                   std::string(corpus.lines()[document.document])});
  }
}

void print_documents(const Classifier& classifier, const TextFile& corpus, const Request& request) {
  const OutputStyle style = result_style(request.json);
  const CnnModel& model = classifier.model();
  Table table = document_table();
  for_each_prediction(classifier, corpus, request, [&](const DocumentPhrases& document) {
    if (request.json) return print_json(json_of(document, model, corpus));
    add_rows(table, document, model, corpus);
    // Only columns that are to be aligned have to wait for all rows.
    if (style != OutputStyle::kTsv) return;
    print_table(table, style);
    table = document_table();
  });
  if (!request.json) print_table(table, style);
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("patterns CORPUS [options]", kDescription);
  request.classifier.add_to(command_line);
  command_line.add_text("label", "LABEL", "only documents predicted as this label", &request.label);
  command_line.add_number<std::size_t>("top,n", "phrases of each label, at most", &request.top, 1);
  command_line.add_number<std::size_t>("phrases", "strongest phrases taken from a document",
                                       &request.phrases, 1);
  command_line.add_flag("per-document", "the phrases of each document, not the sum",
                        &request.per_document);
  request.threads.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request.json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "CORPUS");
  if (request.per_document && command_line.given("top"))
    throw UsageError("--top counts merged phrases, expected --phrases with --per-document");
  const auto limit = request.threads.apply();

  const Classifier classifier(request.classifier.load());
  const TextFile corpus = TextFile::open(command_line.arguments()[0]);
  if (request.per_document) return print_documents(classifier, corpus, request);
  print_patterns(classifier, corpus, request);
}

}  // namespace

const Command kPatternsCommand{"patterns", "list the phrases that carried the decisions", run};

}  // namespace t2v
