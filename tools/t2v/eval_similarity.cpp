#include <string>
#include <vector>

#include "command/command_line.h"
#include "eval_output.h"
#include "evaluation/word_similarity.h"
#include "evaluations.h"
#include "model_option.h"
#include "question_words_options.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Compares the cosines of words with how similar people find them: Spearman's rank correlation\n"
    "over the pairs whose words are both words of the model. Coverage is the share of those "
    "pairs.\n"
    "A word that the model's tokenizer cuts in pieces is not put together from them.\n"
    "\n"
    "FILE  word pairs as WordSim-353 and SimLex-999 have them: two words and a score a line,\n"
    "      separated by tabs, commas or spaces; with or without a heading. Where that names a\n"
    "      column SimLex999 the score is there. Lines that begin with # are passed over.";

void run(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  QuestionWordsOptions options;
  bool json = false;
  CommandLine command_line("eval similarity FILE [options]", kDescription);
  add_question_words_options(command_line, options);
  model_option.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row", &json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "FILE");

  const TextFile file = TextFile::open(command_line.arguments()[0]);
  const std::vector<WordPair> pairs = read_word_pairs(file);
  const WordSimilarityReport report = evaluate_word_similarity(model_option.load(), pairs, options);
  Table table({{"file"},
               count_column("pairs"),
               count_column("known"),
               figure_column("coverage"),
               figure_column("spearman")});
  table.add_row({file.name(), count_cell(report.pairs), count_cell(report.known),
                 figure_cell(report.coverage), figure_cell(report.spearman)});
  print_evaluation(table, json);
}

}  // namespace

const Command kSimilarityEvaluation{
    "similarity", "cosines of word pairs beside people's scores (WordSim-353, SimLex-999)", run};

}  // namespace t2v
