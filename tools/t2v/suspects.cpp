#include "classifier/suspects.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "attribution/suspect_reasons.h"
#include "command/command_line.h"
#include "command/corpus_input.h"
#include "command/remark.h"
#include "command/result_output.h"
#include "command/threads_option.h"
#include "commands.h"
#include "label_selection_options.h"
#include "model_option.h"
#include "query/labelled_documents.h"
#include "report/quantity.h"
#include "report/table.h"
#include "text/corpus.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Documents whose label is probably wrong, the surest first: the label they have, the label\n"
    "they look like with its probability, and the words that say so. Every document is judged by\n"
    "networks that begin with the model's word vectors and were trained on other documents.\n"
    "\n"
    "CORPUS  documents, one a line, as training read them\n"
    "LABELS  their labels, a line each; documents without one are left out";

struct Request {
  CorpusInput input;
  ModelOption model;
  KindOption kind;
  SuspectOptions search;
  ThreadsOption threads;
  std::size_t top = 20;
  std::size_t phrases = 3;
  bool quiet = false;
  bool json = false;
};

/// A line on standard error for every network, and on a terminal one that is redrawn.
void show(const SuspectProgress& progress) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const CnnProgress& training = progress.training;
  const bool done = training.held_out != nullptr && training.epoch == training.epochs;
  if (!terminal && !done) return;
  std::cerr << (terminal ? "\r\033[K" : "")
            << fmt::format("network {}/{}  epoch {}/{} {:3.0f}%  {} documents/s  loss {:.4f}",
                           progress.network, progress.networks, training.epoch, training.epochs,
                           100.0 * static_cast<double>(training.documents) /
                               static_cast<double>(training.of_documents),
                           short_number(training.documents_per_second), training.loss)
            << (done ? "\n" : "") << std::flush;
}

void print_suspects(const Request& request, const std::vector<Suspect>& ranking,
                    const LabelledDocuments& documents, const SuspectReasons& reasons) {
  Table table({{"line", Alignment::kRight},
               {"label"},
               {"looks_like"},
               {.name = "probability", .alignment = Alignment::kRight},
               {"phrases"},
               {"text"}});
  for (const Suspect& suspect : ranking) {
    if (table.rows().size() == request.top || suspect.margin <= 0) break;
    const std::string_view text = documents.texts[suspect.document];
    std::vector<std::string> phrases = reasons.phrases(suspect, text, request.phrases);
    const Cell listed = request.json ? Cell(std::move(phrases))
                                     : Cell(fmt::format("{}", fmt::join(phrases, " / ")));
    table.add_row({static_cast<std::int64_t>(documents.lines[suspect.document]),
                   std::string(documents.names.key(suspect.given)),
                   std::string(documents.names.key(suspect.looks_like)),
                   rounded(suspect.probability), listed, std::string(text)});
  }
  print_table(table, result_style(request.json));
}

void find(const Request& request, const CommandLine& command_line) {
  const auto limit = request.threads.apply();
  const EmbeddingModel model = request.model.load();
  const OpenedCorpus opened = request.input.open();
  const LabelledDocuments documents = read_labelled_documents(
      opened.corpus, *opened.labels, request.kind.typed(command_line), request.search.folds);
  const bool multi_label = needs_multi_label(documents.labels);
  const CnnCorpus encoded =
      encode_for_cnn(documents.texts, *model.tokenizer, model.words, documents.labels);
  SuspectSearch search = find_suspects(encoded, model, documents.names.size(), multi_label,
                                       request.search, request.quiet ? nullptr : show);
  const std::vector<Suspect> ranking = std::move(search.ranking);
  if (!request.quiet) {
    const auto suspects =
        std::ranges::count_if(ranking, [](const Suspect& suspect) { return suspect.margin > 0; });
    say(fmt::format("{} of {} documents look rather like another label", suspects, ranking.size()));
  }
  print_suspects(request, ranking, documents,
                 SuspectReasons(std::move(search), model, documents.names, multi_label));
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("suspects CORPUS LABELS [options]",
                           fmt::format("{}\n\n{}", kDescription, kCorpusInputHelp));
  command_line.add_number<std::size_t>("top,n", "suspects shown", &request.top, 1);
  command_line.add_number<std::size_t>("phrases", "reasons shown for each, at most",
                                       &request.phrases, 0);
  request.input.add_to(command_line);
  request.kind.add_to(command_line);
  command_line.add_number("folds",
                          "parts of the corpus; each is judged by a network trained on the "
                          "others",
                          &request.search.folds, 2U, 100U);
  command_line.add_number("repeats", "rounds with other parts, averaged", &request.search.repeats,
                          1U, 100U);
  command_line.add_number("epochs", "of each network; 0: 2, more where documents are few",
                          &request.search.epochs, 0U, 10'000U);
  command_line.add_number<std::uint64_t>("seed", "of all random numbers", &request.search.seed, 0);
  request.threads.add_to(command_line);
  request.model.add_to(command_line);
  command_line.add_flag("quiet", "no progress", &request.quiet);
  command_line.add_flag("json", "a JSON object a line", &request.json);
  if (!command_line.parse(arguments)) return;
  request.input.read(command_line, CorpusInput::Labels::kRequired);
  find(request, command_line);
}

}  // namespace

const Command kSuspectsCommand{"suspects", "documents whose label is probably wrong", run};

}  // namespace t2v
