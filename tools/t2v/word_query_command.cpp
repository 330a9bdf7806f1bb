#include "word_query_command.h"

#include <memory>

#include "command/command_line.h"
#include "command/result_output.h"
#include "model/missing_parts.h"
#include "neighbor_search.h"
#include "query_lines.h"
#include "query_options.h"

namespace t2v {

void run_word_query(const WordQueryCommand& command, const std::vector<std::string>& arguments) {
  QueryOptions options;
  LabelOptions labels;
  labels.weight = command.label_weight;
  QueryLines lines;
  NeighborSearch search;
  CommandLine command_line(command.name + " TERM... | --queries FILE [--label LABEL]... [options]",
                           command.description + "\n\n" + kTermHelp, SingleDash::kTerm);
  labels.add_to(command_line);
  lines.add_to(command_line);
  search.add_to(command_line);
  options.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  lines.require_either(command_line, "at least one word or label");
  search.require_fitting(command_line);

  const std::shared_ptr<const OpenedModel> opened = options.model.opened();
  const ModelView& model = opened->view();
  if (command.rows == &ModelView::word_output) require_output_vectors(model);
  const VectorTable& rows = model.*command.rows;
  const LabelCondition condition = labels.condition(command_line, model);
  search.prepare(*opened, options.model.path(), command.name, rows);
  lines.answer(command_line,
               {[&](const std::vector<std::string>& texts, Suggestions suggestions) {
                  return resolve_terms(texts, model, suggestions);
                },
                [&](const std::vector<Term>& terms) {
                  return word_question(model, {terms, condition, options.limits}, rows);
                },
                [&](std::span<const WordQuestion> questions) {
                  return search.answers(model.words, rows, questions, options.limits);
                }},
               result_style(options.json));
}

}  // namespace t2v
