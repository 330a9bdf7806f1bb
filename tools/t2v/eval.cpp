#include "commands.h"

#include <fmt/format.h>

#include <iostream>
#include <string>
#include <vector>

#include "eval_contexts.h"
#include "eval_labels.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kHelp =
    "Usage: t2v eval labels FILE [options]\n"
    "       t2v eval contexts ASPECTS CORPUS LABELS [options]\n"
    "\n"
    "labels    scores label analogies such as 최악 - 부정 + 긍정 by their answers' ranks\n"
    "contexts  measures how well contexts and neighbors under a label keep to label and topic\n"
    "\n"
    "t2v eval labels --help and t2v eval contexts --help say more.\n";

void run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw UsageError("expected labels or contexts");
  const std::string& what = arguments[0];
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (what == "labels") return run_eval_labels(rest);
  if (what == "contexts") return run_eval_contexts(rest);
  if (what == "--help" || what == "-h") {
    std::cout << kHelp;
    return;
  }
  throw UsageError(fmt::format("'{}' cannot be evaluated, expected labels or contexts", what));
}

}  // namespace

const Command kEvalCommand{"eval", "score a model on label analogies or conditioned contexts", run};

}  // namespace t2v
