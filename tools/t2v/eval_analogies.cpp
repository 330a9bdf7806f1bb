#include <string>
#include <vector>

#include "command/command_line.h"
#include "eval_output.h"
#include "evaluation/word_analogies.h"
#include "evaluations.h"
#include "model_option.h"
#include "question_words_options.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Asks word analogies, a is to b as c is to d: the best word but a, b and c should be d.\n"
    "\n"
    "FILE  Google's layout: `: name` begins a section, then four words a line\n"
    "\n"
    "A row for every section; for all semantic and syntactic ones (names that begin with gram or\n"
    "syn) where there are both; and for all. hit@1 is over the analogies of which all four words\n"
    "are words of the model, coverage the share of those; 3CosAdd and 3CosMul are scores by\n"
    "cosines of input vectors (Levy & Goldberg 2014).";

void add_row(Table& table, const WordAnalogyTally& tally) {
  table.add_row({tally.name, count_cell(tally.analogies), count_cell(tally.asked),
                 figure_cell(tally.coverage()), figure_cell(tally.added_hit_at_1()),
                 figure_cell(tally.multiplied_hit_at_1())});
}

void run(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  QuestionWordsOptions options;
  bool json = false;
  CommandLine command_line("eval analogies FILE [options]", kDescription);
  add_question_words_options(command_line, options);
  model_option.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row", &json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "FILE");

  const auto sections = read_word_analogies(TextFile::open(command_line.arguments()[0]));
  const WordAnalogyReport report = evaluate_word_analogies(model_option.load(), sections, options);
  Table table({{"section"},
               count_column("questions"),
               count_column("asked"),
               figure_column("coverage"),
               figure_column("hit@1_3cosadd"),
               figure_column("hit@1_3cosmul")});
  for (const WordAnalogyTally& section : report.sections) add_row(table, section);
  if (report.semantic.analogies > 0 && report.syntactic.analogies > 0) {
    add_row(table, report.semantic);
    add_row(table, report.syntactic);
  }
  add_row(table, report.all);
  print_evaluation(table, json);
}

}  // namespace

const Command kAnalogiesEvaluation{"analogies",
                                   "word analogies by section (Google's questions-words.txt)", run};

}  // namespace t2v
