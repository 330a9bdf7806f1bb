#include "explain_request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "command/command.h"
#include "command/command_line.h"
#include "command/tokenizer_options.h"
#include "method_settings.h"
#include "text/normalize.h"
#include "text/white_space.h"

namespace t2v {
namespace {

constexpr const char* kUsage =
    "explain [TEXT ...] [options]\n"
    "       t2v-attribute explain --misclassified CORPUS LABELS [options]";

constexpr const char* kDescription =
    "Tells word by word why a classifier decides as it does about each TEXT. TEXT - reads texts\n"
    "from standard input, one a line. On a terminal the text in colours: red words speak for the\n"
    "target, blue ones against it, words that hardly matter stay plain. Elsewhere a line a word:\n"
    "document, method, target, word, begin, end, score. All offsets (begin, end: bytes; in JSON\n"
    "code points too) are into the normalised text, which JSON repeats: NFC, full-width ASCII and\n"
    "control characters folded.\n"
    "\n"
    "--classifier COMMAND explains any other classifier: COMMAND is started once by /bin/sh, "
    "reads\n"
    "a text a line and answers each at once with a line of probabilities, in the order of\n"
    "--labels.";

constexpr std::string_view kDefaultMethod = "integrated-gradients";
constexpr std::string_view kDefaultOutsideMethod = "lime";
const std::vector<std::string> kOutsideMethods{"lime", "leave-one-out"};
constexpr unsigned kMostSteps = 1'000'000;
constexpr unsigned kMostSamples = 10'000'000;

/// What options say before it is made sense of.
struct RawOptions {
  std::vector<std::string> methods;
  std::string target = "predicted";
  std::string output;
  std::string baseline = "zero";
  std::string labels;
};

/// The parts of a list separated by commas.
std::vector<std::string> comma_list(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    parts.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void add_options(CommandLine& command_line, ExplainRequest* request, RawOptions* raw) {
  std::vector<std::string_view> names;
  for (const Method& method : methods()) names.push_back(method.name);
  request->network.add_to(command_line);
  command_line.add_text("file", "FILE", "texts to explain, one a line", &request->file);
  command_line.add_text("labels-file", "FILE", "true labels of the texts, to be shown: a line each",
                        &request->labels_file);
  command_line.add_flag("misclassified",
                        "explain the documents of CORPUS that the classifier got wrong, those it "
                        "was surest of first",
                        &request->misclassified);
  command_line.add_number<std::size_t>("top", "most of these; 0: all", &request->top, 0);
  command_line.add_texts("method", "NAME",
                         fmt::format("may be given several times or as a list with commas: all, {} "
                                     "(default {}; lime with --classifier)",
                                     fmt::join(names, ", "), kDefaultMethod),
                         &raw->methods, {names.begin(), names.end()});
  command_line.add_text("target", "LABEL",
                        "the label to explain: its name, predicted (default) or all", &raw->target);
  command_line.add_text("output", "OUTPUT",
                        "what of it is explained: logit (default) or probability (all that an "
                        "outside classifier has)",
                        &raw->output, {"logit", "probability"});
  command_line.add_text("baseline", "NAME",
                        "what integrated gradients begin with: zero (default) or padding",
                        &raw->baseline, {"zero", "padding"});
  command_line.add_number("steps", "midpoints of integrated gradients; 0: exact",
                          &request->plan.options.steps, 0U, kMostSteps);
  command_line.add_number("samples", "texts that LIME asks about",
                          &request->plan.options.lime_samples, 2U, kMostSamples);
  command_line.add_number<std::uint64_t>("seed", "of LIME's samples", &request->plan.options.seed,
                                         0);
  command_line.add_number<std::size_t>("phrases", "strongest phrases listed for each target",
                                       &request->plan.phrases, 0);
  command_line.add_text("classifier", "COMMAND", "explain this instead of a classifier of ours",
                        &request->outside_command);
  command_line.add_text("labels", "NAMES",
                        "its labels in the order of its probabilities, separated by commas",
                        &raw->labels);
  command_line.add_number("classifier-timeout", "seconds to wait for an answer of it",
                          &request->outside_timeout, 0.001, 86400.0);
  add_tokenizer_options(command_line, &request->tokenizer);
  request->threads.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line for each document, method and target",
                        &request->json);
  command_line.add_text("html", "FILE",
                        "write a page for browsers, and to standard output with --json only",
                        &request->html);
}

/// The methods named, each once, in the order they were named in.
std::vector<const Method*> methods_of(const RawOptions& raw, bool outside) {
  std::vector<std::string> names;
  for (const std::string& list : raw.methods) {
    for (const std::string& name : comma_list(list)) names.push_back(name);
  }
  if (names.empty()) names.emplace_back(outside ? kDefaultOutsideMethod : kDefaultMethod);
  std::vector<const Method*> chosen;
  const auto add = [&](const Method* method) {
    if (std::ranges::find(chosen, method) == chosen.end()) chosen.push_back(method);
  };
  const auto is_outside = [](std::string_view name) {
    return std::ranges::find(kOutsideMethods, name) != kOutsideMethods.end();
  };
  for (const std::string& name : names) {
    if (name == "all") {
      for (const Method& method : methods()) {
        if (!outside || is_outside(method.name)) add(&method);
      }
    } else if (outside && !is_outside(name)) {
      throw UsageError(fmt::format("--method is '{}', expected {} with --classifier", name,
                                   fmt::join(kOutsideMethods, " or ")));
    } else {
      add(&method_of_option("method", name));
    }
  }
  return chosen;
}

template <typename Value>
Value named(const char* option, const std::string& name,
            const std::vector<std::pair<std::string, Value>>& values) {
  std::vector<std::string> names;
  for (const auto& [candidate, value] : values) {
    if (candidate == name) return value;
    names.push_back(candidate);
  }
  throw UsageError(
      fmt::format("--{} is '{}', expected {}", option, name, fmt::join(names, " or ")));
}

void read_plan(const CommandLine& command_line, const RawOptions& raw, bool outside,
               ExplanationPlan* plan) {
  plan->methods = methods_of(raw, outside);
  plan->targets = raw.target == "predicted" ? TargetChoice::kPredicted
                  : raw.target == "all"     ? TargetChoice::kAll
                                            : TargetChoice::kNamed;
  plan->label = normalize(raw.target).text;
  const std::string output = !raw.output.empty() ? raw.output : outside ? "probability" : "logit";
  plan->output = named<OutputKind>(
      "output", output, {{"logit", OutputKind::kLogit}, {"probability", OutputKind::kProbability}});
  if (outside && plan->output == OutputKind::kLogit)
    throw UsageError("--output is 'logit', expected probability with --classifier");
  plan->options.baseline = named<Baseline>(
      "baseline", raw.baseline, {{"zero", Baseline::kZero}, {"padding", Baseline::kPadding}});

  const auto require_method = [&](const char* option, std::string_view method) {
    const bool used = std::ranges::any_of(
        plan->methods, [&](const Method* chosen) { return chosen->name == method; });
    if (command_line.given(option) && !used)
      throw UsageError(fmt::format("--{} needs --method {}", option, method));
  };
  for (const char* option : {"baseline", "steps"}) require_method(option, kDefaultMethod);
  for (const char* option : {"samples", "seed"}) require_method(option, kDefaultOutsideMethod);
}

void read_outside(const CommandLine& command_line, const RawOptions& raw, ExplainRequest* request) {
  const bool outside = command_line.given("classifier");
  for (const char* option : {"labels", "classifier-timeout", "tokenizer", "sentencepiece-vocab",
                             "sentencepiece-model"}) {
    if (command_line.given(option) && !outside)
      throw UsageError(fmt::format("--{} needs --classifier", option));
  }
  if (!outside) return;
  for (const char* option : {"model", "phrases"}) {
    if (!command_line.given(option)) continue;
    throw UsageError(
        fmt::format("--{} is for classifiers of ours, expected it without --classifier", option));
  }
  check_tokenizer_options(command_line, request->tokenizer);
  if (!command_line.given("labels"))
    throw UsageError("--classifier needs --labels, expected its labels separated by commas");
  std::set<std::string> seen;
  for (const std::string& name : comma_list(raw.labels)) {
    const std::string label = normalize(name).text;
    std::size_t words = 0;
    for_each_word(label, [&](std::string_view word) { words += word == label ? 1 : 2; });
    if (words != 1 || !seen.insert(label).second) {
      throw UsageError(
          fmt::format("--labels is '{}', expected different names without spaces, "
                      "separated by commas",
                      raw.labels));
    }
    request->outside_labels.push_back(label);
  }
}

void read_sources(const CommandLine& command_line, ExplainRequest* request) {
  if (request->misclassified) {
    command_line.require_arguments(2, 2, "CORPUS and LABELS");
    for (const char* option : {"file", "labels-file"}) {
      if (command_line.given(option))
        throw UsageError(fmt::format("--{} does not go with --misclassified", option));
    }
    request->corpus = command_line.arguments()[0];
    request->corpus_labels = command_line.arguments()[1];
    return;
  }
  if (command_line.given("top")) throw UsageError("--top needs --misclassified");
  request->texts = command_line.arguments();
  if (request->texts.empty() && !command_line.given("file"))
    throw UsageError("no text, expected TEXT, - or --file FILE");
}

}  // namespace

bool read_explain_request(const std::vector<std::string>& arguments, ExplainRequest* request) {
  RawOptions raw;
  CommandLine command_line(kUsage, kDescription);
  add_options(command_line, request, &raw);
  if (!command_line.parse(arguments)) return false;
  read_outside(command_line, raw, request);
  read_plan(command_line, raw, command_line.given("classifier"), &request->plan);
  read_sources(command_line, request);
  return true;
}

}  // namespace t2v
