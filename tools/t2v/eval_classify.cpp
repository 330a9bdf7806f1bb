#include <fmt/format.h>

#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/corpus_input.h"
#include "eval_output.h"
#include "evaluation/classification_accuracy.h"
#include "evaluations.h"
#include "heldout_labels.h"
#include "label_selection_options.h"
#include "model_option.h"
#include "text/corpus.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Labels documents that were not trained on by the label vectors alone, as classify does, and\n"
    "compares with their labels: the share it gets right, the share that the most frequent label\n"
    "would get right, and the mean of -log of the probability of the right labels.\n"
    "\n"
    "CORPUS  held-out documents, one a line, as training would read them\n"
    "LABELS  their labels, a line each; documents without a label to choose from do not count";

void run(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  CorpusInput input;
  LabelSelectionOptions selection;
  bool json = false;
  CommandLine command_line("eval classify CORPUS LABELS [options]",
                           fmt::format("{}\n\n{}", kDescription, kCorpusInputHelp));
  input.add_to(command_line);
  selection.add_to(command_line);
  model_option.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row", &json);
  if (!command_line.parse(arguments)) return;
  input.read(command_line, CorpusInput::Labels::kRequired);

  const EmbeddingModel model = model_option.load();
  const DocumentClassifier classifier(
      model, selected_labels(selection.selection(command_line, model.labels), model.labels));
  const OpenedCorpus opened = input.open();
  const LabelLists labels = heldout_labels(*opened.labels, model);
  const Corpus encoded = encode_with_vocabulary(opened.corpus, *model.tokenizer, model.words);
  const ClassificationAccuracy figures = measure_classification(classifier, model, encoded, labels);

  Table table({{"labelled by"},
               count_column("documents"),
               figure_column("accuracy"),
               figure_column("log_loss")});
  table.add_row({"label vectors", count_cell(figures.documents), figure_cell(figures.accuracy),
                 figure_cell(figures.log_loss)});
  table.add_row({"most frequent label", count_cell(figures.documents),
                 figure_cell(figures.majority), missing_cell()});
  print_evaluation(table, json);
}

}  // namespace

const Command kClassifyEvaluation{
    "classify", "accuracy of labelling unseen documents by the label vectors alone", run};

}  // namespace t2v
