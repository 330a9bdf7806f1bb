#include "word_query_command.h"

#include "answer_output.h"
#include "command/command_line.h"
#include "command/result_output.h"
#include "query_options.h"

namespace t2v {

void run_word_query(const WordQueryCommand& command, const std::vector<std::string>& arguments) {
  QueryOptions options;
  LabelOptions labels;
  labels.weight = command.label_weight;
  CommandLine command_line(command.name + " TERM... [--label LABEL]... [options]",
                           command.description + "\n\n" + kTermHelp, SingleDash::kTerm);
  labels.add_to(command_line);
  options.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, kAnyNumber, "at least one word or label");

  const EmbeddingModel model = options.model.load();
  WordQuery query;
  query.terms = terms_from(command_line.arguments(), model);
  query.condition = labels.condition(command_line, model);
  query.limits = options.limits;
  print_answers(command.ask(model, query), "word", result_style(options.json));
}

}  // namespace t2v
