#include <string>
#include <vector>

#include "answer_output.h"
#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "query/nearest_labels.h"
#include "query_options.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Without terms: all labels with the number of documents that carry them. With terms: the "
    "labels\n"
    "nearest to their sum by cosine.";

void run(const std::vector<std::string>& arguments) {
  QueryOptions options;
  CommandLine command_line("labels [TERM...] [options]",
                           std::string(kDescription) + "\n\n" + kTermHelp, SingleDash::kTerm);
  options.add_to(command_line);
  if (!command_line.parse(arguments)) return;

  const EmbeddingModel model = options.model.load();
  if (command_line.arguments().empty()) {
    // All of them, unless a number was asked for.
    if (!command_line.given("top")) options.limits.top = model.labels.size();
    print_counts(model.labels, options.limits, "label", result_style(options.json));
    return;
  }
  const std::vector<Term> terms = terms_from(command_line.arguments(), model);
  print_answers(nearest_labels(model, terms, options.limits), "label", result_style(options.json));
}

}  // namespace

const Command kLabelsCommand{"labels", "the labels, or those nearest to words", run};

}  // namespace t2v
