#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/remark.h"
#include "eval_output.h"
#include "evaluation/label_analogies.h"
#include "evaluations.h"
#include "model_option.h"
#include "query/neighbors.h"
#include "query_options.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Asks for every row of FILE in two ways and looks where the accepted answers stand:\n"
    "analogy    query -from +to\n"
    "neighbors  query --label to\n"
    "\n"
    "FILE  rows of query, from, to and the accepted answers, separated by tabs; answers also by\n"
    "      spaces\n"
    "\n"
    "First every question with the place of the best accepted answer and the first ten answers;\n"
    "then hit@1, hit@10 and the mean reciprocal rank over the rows whose query is a word of the\n"
    "model. Coverage is the share of those rows.";

constexpr double kLargestLabelWeight = 1000;

struct Request {
  ModelOption model;
  AnalogyFlags analogy;
  std::vector<double> label_weights{kNeighborsLabelWeight};
  bool json = false;
};

/// A way to ask.
struct LabelSystem {
  std::string name;
  double label_weight;  ///< NaN: has none
  LabelQuery query;
};

std::vector<LabelSystem> systems_of(const Request& request) {
  std::vector<LabelSystem> systems{
      {"analogy", std::numeric_limits<double>::quiet_NaN(), by_analogy(request.analogy.options())}};
  for (const double weight : request.label_weights)
    systems.push_back({"neighbors", weight, by_neighbors(weight)});
  return systems;
}

void add_questions(Table& table, const LabelSystem& system, const LabelAnalogyReport& report) {
  for (const LabelAnalogyResult& result : report.results) {
    if (!result.asked) continue;
    const LabelAnalogy& analogy = result.analogy;
    std::vector<std::string> answers;
    for (const Answer& answer : result.first) answers.push_back(answer.key);
    table.add_row({system.name, figure_cell(system.label_weight), analogy.query, analogy.from,
                   analogy.to, result.rank ? count_cell(*result.rank) : missing_cell(),
                   std::move(answers)});
  }
}

void add_figures(Table& table, const LabelSystem& system, const LabelAnalogyReport& report) {
  table.add_row({system.name, figure_cell(system.label_weight), count_cell(report.results.size()),
                 count_cell(report.asked), figure_cell(report.coverage),
                 figure_cell(report.hit_at_1), figure_cell(report.hit_at_10),
                 figure_cell(report.mean_reciprocal_rank)});
}

void note_unknown(const TextFile& file, const LabelAnalogyReport& report) {
  std::vector<std::string> unknown;
  for (const LabelAnalogyResult& result : report.results)
    if (!result.asked) unknown.push_back(result.analogy.query);
  if (unknown.empty()) return;
  remark(fmt::format("{}: no words of the model, passed over: {}", file.name(),
                     fmt::join(unknown, " ")));
}

void evaluate(const Request& request, const TextFile& file) {
  const std::vector<LabelAnalogy> analogies = read_label_analogies(file);
  const std::vector<LabelSystem> systems = systems_of(request);
  const EmbeddingModel model = request.model.load();

  const Column system{"system"};
  const Column label_weight = figure_column("label_weight", 2);
  Table questions(
      {system, label_weight, {"query"}, {"from"}, {"to"}, count_column("rank"), {"answers"}});
  Table figures({system, label_weight, count_column("questions"), count_column("asked"),
                 figure_column("coverage"), figure_column("hit@1"), figure_column("hit@10"),
                 figure_column("mrr")});
  for (const LabelSystem& one : systems) {
    const LabelAnalogyReport report = evaluate_label_analogies(model, analogies, one.query);
    if (&one == &systems.front()) note_unknown(file, report);
    add_questions(questions, one, report);
    add_figures(figures, one, report);
  }
  print_evaluation(questions, figures, request.json);
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("eval labels FILE [options]", kDescription);
  request.analogy.add_to(command_line);
  command_line.add_numbers("label-weights", "how far neighbors lean towards the label",
                           &request.label_weights, 0, kLargestLabelWeight);
  request.model.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row", &request.json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "FILE");
  evaluate(request, TextFile::open(command_line.arguments()[0]));
}

}  // namespace

const Command kLabelsEvaluation{
    "labels", "label analogies such as 최악 - 부정 + 긍정, by their answers' ranks", run};

}  // namespace t2v
