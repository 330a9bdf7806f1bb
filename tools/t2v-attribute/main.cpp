#include <array>

#include "command/completion.h"
#include "command/help.h"
#include "command/program.h"
#include "commands.h"

namespace {

constexpr const char* kAbout =
    "t2v-attribute trains a small convolutional classifier on labelled text and tells, word by\n"
    "word, why it decides as it does.\n";

constexpr const char* kFirstSteps =
    "  t2v-attribute explain \"배우들 연기는 좋은데 스토리가 뻔하다\"   with the bundled "
    "classifier\n"
    "  t2v-attribute train corpus.txt labels.txt                   a classifier of your own\n"
    "  t2v-attribute lexicon corpus.txt labels.txt                 the words that carry each "
    "label\n";

const std::array<const t2v::Command*, 7> kCommands{
    &t2v::kTrainCommand,    &t2v::kExplainCommand, &t2v::kLexiconCommand, &t2v::kPatternsCommand,
    &t2v::kEvaluateCommand, &t2v::kHelpCommand,    &t2v::kCompleteCommand};

}  // namespace

int main(int argc, char** argv) {
  return t2v::run_program({"t2v-attribute", kAbout, kFirstSteps, kCommands}, argc, argv);
}
