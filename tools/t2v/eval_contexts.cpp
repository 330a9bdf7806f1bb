#include "eval_contexts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/remark.h"
#include "command/result_output.h"
#include "evaluation/conditioned_contexts.h"
#include "model_option.h"
#include "query/contexts.h"
#include "query/label_condition.h"
#include "query/neighbors.h"
#include "query/term.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Asks contexts and neighbors for every aspect word under both labels and judges the 20 best\n"
    "answers by documents that were not trained on.\n"
    "\n"
    "ASPECTS  neutral words, one a line\n"
    "CORPUS   held-out documents, one a line, as training would read them\n"
    "LABELS   their labels, a line each\n"
    "\n"
    "polarity is the share of answers that documents of the label hold rather than those of the\n"
    "other label; topicality the share that is also among the 300 best without a label.";

struct Request {
  ModelOption model;
  std::string negative = "부정";
  std::string positive = "긍정";
  std::vector<double> label_weights;  ///< none: each query's own default
  bool json = false;
};

/// Both queries at every weight.
Table scores(const Request& request, const EmbeddingModel& model, const Aspects& aspects,
             const WordPolarity& polarity, const ConditionedContextsOptions& options) {
  Table table({{"query"},
               {.name = "label_weight", .alignment = Alignment::kRight, .decimals = 2},
               {"polarity", Alignment::kRight},
               {"topicality", Alignment::kRight},
               {"answers", Alignment::kRight}});
  const auto add = [&](const std::string& name, const ConditionedQuery& query,
                       double default_weight) {
    const std::vector<double> only_default{default_weight};
    for (const double weight :
         request.label_weights.empty() ? only_default : request.label_weights) {
      const auto score =
          evaluate_conditioned_query(model, aspects.words, polarity, query, weight, options);
      table.add_row({name, weight, rounded(score.polarity), rounded(score.topicality),
                     static_cast<std::int64_t>(score.answers)});
    }
  };
  add("contexts", contexts, kContextsLabelWeight);
  add("neighbors", neighbors, kNeighborsLabelWeight);
  return table;
}

void evaluate(const Request& request, const std::vector<std::string>& files) {
  const TextFile aspect_file = TextFile::open(files[0]);
  const TextFile corpus = TextFile::open(files[1]);
  const TextFile labels = TextFile::open(files[2]);
  const EmbeddingModel model = request.model.load();
  const ConditionedContextsOptions options{resolve_label(request.negative, model),
                                           resolve_label(request.positive, model)};
  const Aspects aspects = read_aspects(aspect_file, model);
  if (!aspects.unknown.empty()) {
    remark(fmt::format("{}: no words of the model, passed over: {}", aspect_file.name(),
                       fmt::join(aspects.unknown, " ")));
  }
  const WordPolarity polarity =
      measure_polarity(model, corpus, labels, request.negative, request.positive);

  print_table(scores(request, model, aspects, polarity, options), result_style(request.json));
}

}  // namespace

void run_eval_contexts(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("eval contexts ASPECTS CORPUS LABELS [options]", kDescription);
  command_line.add_numbers(
      "label-weights", "how far answers lean towards the label; without it each query's default",
      &request.label_weights, 0, 1000);
  command_line.add_text("negative", "LABEL", "the one label (default 부정)", &request.negative);
  command_line.add_text("positive", "LABEL", "the other label (default 긍정)", &request.positive);
  request.model.add_to(command_line);
  command_line.add_flag("json", "a JSON object a line", &request.json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(3, 3, "ASPECTS, CORPUS and LABELS");
  evaluate(request, command_line.arguments());
}

}  // namespace t2v
