#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/lexicon.h"
#include "attribution/methods.h"
#include "attribution/word_statistics.h"
#include "classifier/classifier.h"
#include "cnn_option.h"
#include "command/command_line.h"
#include "command/corpus_files.h"
#include "command/corpus_input.h"
#include "command/result_output.h"
#include "command/threads_option.h"
#include "commands.h"
#include "labelled_corpus.h"
#include "method_settings.h"
#include "model/replacement_file.h"
#include "report/table.h"
#include "text/error.h"
#include "text/normalize.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Lists the words that made the classifier decide for each label, over a whole corpus.\n"
    "\n"
    "CORPUS  UTF-8 text, one document a line; - is standard input\n"
    "LABELS  a line for each document with its true labels\n"
    "\n"
    "Every document is explained towards its true labels; a word's score is that for the label "
    "less\n"
    "the mean of those for the other labels, times the probability of the label. Words are ranked\n"
    "by strength: sum of scores / sqrt(documents of the label with the word + 20) * log(documents "
    "/\n"
    "documents with the word), brought to labels that are all as frequent. Each word stands once,\n"
    "under the label it is strongest for. Columns:\n"
    "  word, label, sum and mean of its scores (mean: a document), documents of the label with "
    "the\n"
    "  word, other documents with it, TF-IDF (the word's share of all words under the label times\n"
    "  log(documents / documents with the word)), rank by strength, rank by TF-IDF, ambiguous,\n"
    "  strength\n"
    "ambiguous lists the labels, strongest first, of a word whose strength for a second label is "
    "at\n"
    "least half of that for its own, else it is -. The label of such a word is that of --neutral.\n"
    "The first two columns are what `t2v train --word-labels` reads.";

constexpr const char* kUsualNeutral = "중립";

struct Request {
  CorpusInput input;
  CnnOption classifier;
  std::string method = "integrated-gradients";
  MethodSettings settings;
  LexiconOptions lexicon;
  std::size_t top = 1000;
  std::string neutral;
  std::string output;
  std::string compare;
  ThreadsOption threads;
  bool json = false;
};

bool read_request(const std::vector<std::string>& arguments, Request* request) {
  CommandLine command_line("lexicon CORPUS LABELS [options]",
                           fmt::format("{}\n\n{}", kDescription, kCorpusInputHelp));
  request->input.add_to(command_line);
  request->classifier.add_to(command_line);
  command_line.add_text("method", "NAME", "how words are scored (default integrated-gradients)",
                        &request->method);
  request->settings.add_to(command_line);
  command_line.add_number<std::size_t>("top", "words of each label, at most", &request->top, 1);
  command_line.add_number<std::uint64_t>("min-count",
                                         "words in fewer documents of the label are left out",
                                         &request->lexicon.min_count, 0);
  command_line.add_text("neutral", "LABEL",
                        "label given to ambiguous words (default 중립 where the classifier has it, "
                        "else their strongest)",
                        &request->neutral);
  command_line.add_text("output,o", "FILE", "write there, not on standard output",
                        &request->output);
  command_line.add_text("compare", "tfidf", "the first words beside those of TF-IDF",
                        &request->compare);
  request->threads.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request->json);
  if (!command_line.parse(arguments)) return false;
  request->input.read(command_line, CorpusInput::Labels::kRequired);
  if (command_line.given("compare") && request->compare != "tfidf")
    throw UsageError(fmt::format("--compare is '{}', expected tfidf", request->compare));
  return true;
}

/// What ambiguous words are labelled with; nothing: their strongest label.
std::optional<std::string> neutral_label(const Request& request, const CnnModel& model) {
  if (!request.neutral.empty()) return normalize(request.neutral).text;
  if (model.labels.id(kUsualNeutral)) return kUsualNeutral;
  return std::nullopt;
}

std::string label_names(std::span<const std::uint32_t> labels, const CnnModel& model) {
  std::vector<std::string_view> names;
  for (const std::uint32_t label : labels) names.push_back(model.labels.key(label));
  return fmt::format("{}", fmt::join(names, " "));
}

Table lexicon_table(std::span<const std::vector<LexiconWord>> lexicon, const CnnModel& model,
                    const Request& request) {
  Table table({{"word"},
               {"label"},
               {"sum", Alignment::kRight},
               {"mean", Alignment::kRight},
               {"documents", Alignment::kRight},
               {"elsewhere", Alignment::kRight},
               {.name = "tf_idf", .alignment = Alignment::kRight, .decimals = 6},
               {"rank", Alignment::kRight},
               {"tf_idf_rank", Alignment::kRight},
               {"ambiguous"},
               {"strength", Alignment::kRight}});
  const std::optional<std::string> neutral = neutral_label(request, model);
  for (const std::vector<LexiconWord>& words : lexicon) {
    for (std::size_t i = 0; i < words.size() && i < request.top; ++i) {
      const LexiconWord& entry = words[i];
      const bool ambiguous = !entry.ambiguous.empty();
      table.add_row(
          {std::string(model.words.key(entry.word)),
           ambiguous && neutral ? *neutral : std::string(model.labels.key(entry.label)),
           rounded(entry.score_sum), rounded(entry.score_mean),
           static_cast<std::int64_t>(entry.documents_here),
           static_cast<std::int64_t>(entry.documents_elsewhere), entry.tf_idf,
           static_cast<std::int64_t>(entry.rank), static_cast<std::int64_t>(entry.tf_idf_rank),
           ambiguous ? label_names(entry.ambiguous, model) : "-", rounded(entry.strength)});
    }
  }
  return table;
}

/// Both rankings of every label, line by line.
Table comparison_table(std::span<const std::vector<LexiconWord>> lexicon,
                       const WordStatistics& statistics, const CnnModel& model,
                       const Request& request) {
  Table table({{"label"},
               {"rank", Alignment::kRight},
               {"by_attribution"},
               {"strength", Alignment::kRight},
               {"by_tf_idf"},
               {.name = "tf_idf", .alignment = Alignment::kRight, .decimals = 6}});
  for (std::uint32_t label = 0; label < lexicon.size(); ++label) {
    const std::vector<LexiconWord>& words = lexicon[label];
    const auto by_tf_idf = rank_by_tf_idf(statistics, label, request.lexicon);
    const std::size_t lines = std::min(request.top, std::max(words.size(), by_tf_idf.size()));
    for (std::size_t i = 0; i < lines; ++i) {
      const bool word = i < words.size();
      const bool other = i < by_tf_idf.size();
      table.add_row({std::string(model.labels.key(label)), static_cast<std::int64_t>(i + 1),
                     word ? std::string(model.words.key(words[i].word)) : "",
                     word ? Cell(rounded(words[i].strength)) : Cell(""),
                     other ? std::string(model.words.key(by_tf_idf[i].word)) : "",
                     other ? Cell(by_tf_idf[i].tf_idf) : Cell("")});
    }
  }
  return table;
}

void write(const Table& table, const Request& request) {
  if (request.output.empty()) return print_table(table, result_style(request.json));
  std::ostringstream text;
  write_table(text, table, request.json ? OutputStyle::kJson : OutputStyle::kTsv);
  ReplacementFile file(request.output);
  file.write_at(0, std::as_bytes(std::span(text.view())));
  file.commit();
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  if (!read_request(arguments, &request)) return;
  const Method& method = method_of_option("method", request.method);
  const MethodOptions options = request.settings.options();
  if (!request.output.empty()) {
    for (const std::string& input : request.input.files()) {
      require_other_file(request.output, input, "the lexicon");
    }
    require_writable(request.output);
  }
  const auto limit = request.threads.apply();

  const Classifier classifier(request.classifier.load());
  const CnnModel& model = classifier.model();
  const LabelledCorpus corpus = open_labelled_corpus(request.input, model);
  const WordStatistics statistics =
      measure_words(classifier, corpus.text.lines(), corpus.labels, method, options);
  const auto lexicon = make_lexicon(statistics, request.lexicon);
  write(request.compare.empty() ? lexicon_table(lexicon, model, request)
                                : comparison_table(lexicon, statistics, model, request),
        request);
}

}  // namespace

const Command kLexiconCommand{"lexicon", "list the words that carry each label over a corpus", run};

}  // namespace t2v
