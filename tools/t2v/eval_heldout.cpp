#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/corpus_input.h"
#include "eval_output.h"
#include "evaluation/heldout_loss.h"
#include "evaluations.h"
#include "heldout_labels.h"
#include "model_option.h"
#include "text/corpus.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "The loss of training on documents that were not trained on: how badly centre words are\n"
    "predicted from the words around them, from the documents' labels, and from both, in nats a\n"
    "pair of centre word and context word with its noise words; smaller is better.\n"
    "\n"
    "CORPUS  held-out documents, one a line, as training would read them\n"
    "LABELS  their labels, a line each; without LABELS only words predict\n"
    "\n"
    "Windows, thinned-out words and noise words are drawn with the model's own options: compare\n"
    "models that share window, negative, subsample and sampling-exponent. With --objective joint\n"
    "both is the sum of the vectors, else the product of both predictions, each taken for\n"
    "independent of the other given the centre word.";

Table table_of(const HeldoutLoss& loss) {
  Table table({{"given"}, count_column("documents"), count_column("pairs"), figure_column("loss")});
  const auto add = [&](const std::string& given, std::uint64_t documents, const LossSum& sum) {
    table.add_row({given, count_cell(documents), count_cell(sum.pairs), figure_cell(sum.mean())});
  };
  add("words", loss.documents, loss.words);
  if (loss.labels.pairs == 0) return table;
  if (loss.labelled_documents < loss.documents) {
    add("words, labelled documents", loss.labelled_documents, loss.labelled_words);
  }
  add("labels", loss.labelled_documents, loss.labels);
  add("both", loss.labelled_documents, loss.both);
  return table;
}

void run(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  CorpusInput input;
  std::uint64_t seed = 1;
  bool json = false;
  CommandLine command_line("eval heldout CORPUS [LABELS] [options]",
                           fmt::format("{}\n\n{}", kDescription, kCorpusInputHelp));
  input.add_to(command_line);
  model_option.add_to(command_line);
  command_line.add_number<std::uint64_t>("seed", "of windows and noise words", &seed, 0);
  command_line.add_flag("json", "a JSON object a row", &json);
  if (!command_line.parse(arguments)) return;
  input.read(command_line, CorpusInput::Labels::kOptional);

  const EmbeddingModel model = model_option.load();
  const OpenedCorpus opened = input.open();
  LabelLists labels;
  if (opened.labels) labels = heldout_labels(*opened.labels, model);
  const Corpus encoded = encode_with_vocabulary(opened.corpus, *model.tokenizer, model.words);
  print_evaluation(table_of(heldout_loss(model, encoded, labels, seed)), json);
}

}  // namespace

const Command kHeldoutEvaluation{
    "heldout", "loss of words given words, labels and both on unseen documents", run};

}  // namespace t2v
