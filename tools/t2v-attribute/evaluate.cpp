#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/method_comparison.h"
#include "attribution/methods.h"
#include "classification_output.h"
#include "classifier/classifier.h"
#include "cnn_option.h"
#include "command/command_line.h"
#include "command/threads_option.h"
#include "commands.h"
#include "faithfulness_output.h"
#include "judged_documents.h"
#include "labelled_corpus.h"
#include "method_settings.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Judges attributions by what the classifier does when the words they name are taken away.\n"
    "\n"
    "CORPUS  UTF-8 text, one document a line; - is standard input\n"
    "LABELS  a line for each document with its true labels: tells in tables of their own how "
    "often\n"
    "        the classifier is right, over all documents that have a label\n"
    "\n"
    "After ERASER (DeYoung et al. 2020), over the probability p of the predicted label:\n"
    "comprehensiveness is p(text) - p(text without the first words), high where they were needed;\n"
    "sufficiency is p(text) - p(the first words alone), low where they are enough; both for the\n"
    "first 1, 5, 10, 20 and 50 % of the words, rounded up. AOPC is the mean over these five.\n"
    "low and high are 95 % bootstrap intervals over documents. The methods stand beside a random\n"
    "ranking and leave-one-out.\n"
    "\n"
    "The first table: method, removal, AOPC of comprehensiveness with low and high, of "
    "sufficiency\n"
    "with low and high, completeness error (mean |delta| over mean |sum of scores|, - where a\n"
    "method promises no sum), documents attributed in a second (- where they come from a file).\n"
    "The second: method, removal, figure and its means for the five shares of words.";

struct Request {
  CorpusInput input;
  CnnOption classifier;
  std::string methods = "all";
  std::string removal = "both";
  std::string output = "probability";
  std::size_t documents = 1000;
  std::string scores;
  MethodSettings settings;
  ThreadsOption threads;
  bool json = false;
};

std::vector<Removal> removals_of(const Request& request) {
  if (request.removal == "deletion") return {Removal::kDeletion};
  if (request.removal == "padding") return {Removal::kPadding};
  if (request.removal == "both") return {Removal::kDeletion, Removal::kPadding};
  throw UsageError(
      fmt::format("--removal is '{}', expected deletion, padding or both", request.removal));
}

OutputKind output_of(const Request& request) {
  if (request.output == "logit") return OutputKind::kLogit;
  if (request.output == "probability") return OutputKind::kProbability;
  throw UsageError(fmt::format("--output is '{}', expected logit or probability", request.output));
}

/// The methods named, and leave-one-out in any case.
std::vector<const Method*> methods_of(const Request& request) {
  constexpr std::string_view kAlways = "leave-one-out";
  std::vector<const Method*> chosen;
  const auto add = [&](std::string_view name) {
    const Method* const method = &method_of_option("methods", std::string(name));
    if (std::find(chosen.begin(), chosen.end(), method) == chosen.end()) chosen.push_back(method);
  };
  if (request.methods == "all") {
    for (const Method& method : methods()) add(method.name);
    return chosen;
  }
  std::string_view rest = request.methods;
  while (true) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    add(rest.substr(0, comma));
    if (comma == rest.size()) break;
    rest.remove_prefix(comma + 1);
  }
  add(kAlways);
  return chosen;
}

bool read_request(const std::vector<std::string>& arguments, Request* request) {
  CommandLine command_line("evaluate CORPUS [LABELS] [options]",
                           fmt::format("{}\n\n{}", kDescription, kCorpusInputHelp));
  request->input.add_to(command_line);
  request->classifier.add_to(command_line);
  command_line.add_text("methods", "NAMES", "separated by commas, or all (default all)",
                        &request->methods);
  command_line.add_text("removal", "WAY",
                        "deletion: words are cut out; padding: padding in their place; both "
                        "(default both)",
                        &request->removal, {"deletion", "padding", "both"});
  command_line.add_text("output", "OUTPUT",
                        "what is explained: probability (default), which is judged, or logit",
                        &request->output, {"probability", "logit"});
  command_line.add_number<std::size_t>("documents", "judged, drawn at random; 0: all",
                                       &request->documents, 0);
  command_line.add_text("scores", "FILE",
                        "judge these too: JSON lines as explain --json writes them; documents "
                        "are drawn from those that all methods in the file score",
                        &request->scores);
  request->settings.add_to(command_line);
  request->threads.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request->json);
  if (!command_line.parse(arguments)) return false;
  request->input.read(command_line, CorpusInput::Labels::kOptional);
  return true;
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  if (!read_request(arguments, &request)) return;
  const auto removals = removals_of(request);
  const OutputKind output = output_of(request);
  const auto chosen = methods_of(request);
  const MethodOptions options = request.settings.options();
  const auto limit = request.threads.apply();

  const Classifier classifier(request.classifier.load());
  ClassifiedCorpus corpus =
      classify(classifier, open_labelled_corpus(request.input, classifier.model()));
  if (corpus.metrics) print_classification(*corpus.metrics, classifier.model(), request.json);
  const JudgedDocuments judged =
      draw_documents(std::move(corpus.documents), request.documents, options.seed, request.scores,
                     classifier.model().labels);
  std::vector<MethodScores> scores = judged.peers;
  for (const Method* method : chosen)
    scores.push_back(score_documents(classifier, judged.documents, *method, options, output));
  scores.push_back(random_scores(judged.documents, options.seed));

  std::vector<Judgement> judgements;
  for (const Removal removal : removals) {
    for (const MethodScores& of_method : scores) {
      judgements.push_back({&of_method, removal,
                            judge(classifier, judged.documents, of_method, removal, options.seed)});
    }
  }
  print_faithfulness(judgements, request.json);
}

}  // namespace

const Command kEvaluateCommand{"evaluate", "measure how faithful attributions are", run};

}  // namespace t2v
