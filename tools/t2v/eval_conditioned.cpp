#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/remark.h"
#include "eval_output.h"
#include "evaluation/conditioned_contexts.h"
#include "evaluation/plain_sum.h"
#include "evaluations.h"
#include "model_option.h"
#include "query/contexts.h"
#include "query/neighbors.h"
#include "query/term.h"
#include "text/text_file.h"

namespace t2v {
namespace {

/// What sets `eval contexts` and `eval neighbors` apart.
struct ConditionedEvaluation {
  std::string name;
  std::vector<Answer> (*ask)(const ModelView& model, const WordQuery& query);
  double label_weight;      ///< where the user gives none
  Matrix Embedding::*rows;  ///< what `ask` compares with
};

constexpr const char* kDescription =
    "Asks {} for every aspect word under both labels and judges the 20 best answers by\n"
    "documents that were not trained on.\n"
    "\n"
    "ASPECTS  neutral words, one a line\n"
    "CORPUS   held-out documents, one a line, as training would read them\n"
    "LABELS   their labels, a line each\n"
    "\n"
    "polarity is the share of answers that documents of the label hold rather than those of the\n"
    "other label; topicality the share that is also among the 300 best without a label.";

constexpr double kLargestLabelWeight = 1000;

struct Request {
  ModelOption model;
  std::string negative = "부정";
  std::string positive = "긍정";
  std::vector<double> label_weights;
  bool plain_sum = false;
  bool json = false;
};

/// A way to ask.
struct ConditionedSystem {
  std::string name;
  ConditionedQuery query;
};

std::vector<ConditionedSystem> systems_of(const ConditionedEvaluation& evaluation,
                                          const Request& request) {
  std::vector<ConditionedSystem> systems{{evaluation.name, evaluation.ask}};
  if (request.plain_sum) {
    systems.push_back({"plain sum", [&](const EmbeddingModel& model, const WordQuery& query) {
                         return plain_sum(model, query, model.vectors.*evaluation.rows);
                       }});
  }
  return systems;
}

void evaluate(const ConditionedEvaluation& evaluation, const Request& request,
              const std::vector<std::string>& files) {
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

  Table table({{"system"},
               figure_column("label_weight", 2),
               count_column("answers"),
               figure_column("polarity"),
               figure_column("topicality")});
  for (const ConditionedSystem& system : systems_of(evaluation, request)) {
    for (const double weight : request.label_weights) {
      const auto score =
          evaluate_conditioned_query(model, aspects.words, polarity, system.query, weight, options);
      table.add_row({system.name, figure_cell(weight), count_cell(score.answers),
                     figure_cell(score.polarity), figure_cell(score.topicality)});
    }
  }
  print_evaluation(table, request.json);
}

void run_conditioned(const ConditionedEvaluation& evaluation,
                     const std::vector<std::string>& arguments) {
  Request request;
  request.label_weights = {evaluation.label_weight};
  CommandLine command_line(fmt::format("eval {} ASPECTS CORPUS LABELS [options]", evaluation.name),
                           fmt::format(kDescription, evaluation.name));
  command_line.add_numbers("label-weights", "how far answers lean towards the label",
                           &request.label_weights, 0, kLargestLabelWeight);
  command_line.add_flag("add",
                        "also ask by the cosine with the plain sum of the query's and the label's "
                        "vector, the label's times each weight",
                        &request.plain_sum);
  command_line.add_text("negative", "LABEL", "the one label (default 부정)", &request.negative);
  command_line.add_text("positive", "LABEL", "the other label (default 긍정)", &request.positive);
  request.model.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row", &request.json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(3, 3, "ASPECTS, CORPUS and LABELS");
  evaluate(evaluation, request, command_line.arguments());
}

void run_contexts(const std::vector<std::string>& arguments) {
  run_conditioned({"contexts", contexts, kContextsLabelWeight, &Embedding::word_output}, arguments);
}

void run_neighbors(const std::vector<std::string>& arguments) {
  run_conditioned({"neighbors", neighbors, kNeighborsLabelWeight, &Embedding::word_input},
                  arguments);
}

}  // namespace

const Command kContextsEvaluation{
    "contexts", "how well contexts under a label keep to label and topic", run_contexts};

const Command kNeighborsEvaluation{
    "neighbors", "how well neighbors under a label keep to label and topic", run_neighbors};

}  // namespace t2v
