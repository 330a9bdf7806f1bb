#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "label_selection_options.h"
#include "query/nearest_labels.h"
#include "query_options.h"
#include "report/table.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Without terms: all labels with the number of documents that carry them. With terms: the "
    "labels\n"
    "whose documents speak of the words and lean towards the labels among the terms, such as\n"
    "연출 시나리오 +긍정 --kind film for films that are praised for their direction and script.";

struct Request {
  QueryOptions query;
  LabelSelectionOptions selection;
  double prior_count = kDefaultPriorCount;
};

/// Columns label, score where there is one, count, and kind where any label of the model has one.
Table table_of(const std::vector<Answer>& answers, bool scored, bool kinds) {
  std::vector<Column> columns{{"label"}};
  if (scored) columns.push_back({.name = "score", .alignment = Alignment::kRight, .bar = true});
  columns.push_back({"count", Alignment::kRight});
  if (kinds) columns.push_back({"kind"});
  Table table(columns);
  for (const Answer& answer : answers) {
    std::vector<Cell> cells{answer.key};
    if (scored) cells.emplace_back(rounded(answer.score));
    cells.emplace_back(static_cast<std::int64_t>(answer.count));
    if (kinds) cells.emplace_back(std::string(label_kind(answer.key)));
    table.add_row(std::move(cells));
  }
  return table;
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("labels [TERM...] [--kind KIND] [--like GLOB] [options]",
                           std::string(kDescription) + "\n\n" + kTermHelp, SingleDash::kTerm);
  request.selection.add_to(command_line);
  add_prior_count(command_line, &request.prior_count);
  request.query.add_to(command_line);
  if (!command_line.parse(arguments)) return;

  const std::shared_ptr<const LoadedModel> loaded = request.query.model.loaded();
  const EmbeddingModel& model = loaded->model;
  const auto candidates =
      selected_labels(request.selection.selection(command_line, model.labels), model.labels);
  AnswerLimits limits = request.query.limits;
  const bool scored = !command_line.arguments().empty();
  // All of them, unless a number was asked for.
  if (!scored && !command_line.given("top")) limits.top = candidates.size();
  const std::vector<Answer> answers =
      scored ? nearest_labels(model, {terms_from(command_line.arguments(), model), candidates,
                                      limits, request.prior_count})
             : most_frequent_labels(model.labels, candidates, limits);
  print_table(table_of(answers, scored, has_label_kinds(model.labels)),
              result_style(request.query.json));
}

}  // namespace

const Command kLabelsCommand{"labels", "the labels, or those that words lead to", run};

}  // namespace t2v
