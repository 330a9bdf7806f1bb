#include <array>

#include "command/completion.h"
#include "command/help.h"
#include "command/program.h"
#include "commands.h"
#include "model_keys.h"

namespace {

constexpr const char* kAbout =
    "t2v learns words and the labels of documents in one vector space and answers by arithmetic.\n";

constexpr const char* kFirstSteps =
    "  t2v train corpus.txt labels.txt     learn from documents and their labels, a line each\n"
    "  t2v analogy 최악 -부정 +긍정        what is the positive counterpart of a word?\n"
    "  t2v neighbors 스토리 --label 부정   which words are used alike, said negatively?\n";

const std::array<const t2v::Command*, 20> kCommands{
    &t2v::kTrainCommand,   &t2v::kNeighborsCommand, &t2v::kContextsCommand,
    &t2v::kAnalogyCommand, &t2v::kLabelsCommand,    &t2v::kDocumentsCommand,
    &t2v::kLexiconCommand, &t2v::kClassifyCommand,  &t2v::kSuspectsCommand,
    &t2v::kExportCommand,  &t2v::kImportCommand,    &t2v::kInfoCommand,
    &t2v::kVerifyCommand,  &t2v::kTokenizeCommand,  &t2v::kEvalCommand,
    &t2v::kMapCommand,     &t2v::kServeCommand,     &t2v::kShellCommand,
    &t2v::kHelpCommand,    &t2v::kCompleteCommand};

}  // namespace

int main(int argc, char** argv) {
  return t2v::run_program({"t2v", kAbout, kFirstSteps, kCommands, t2v::complete_model_key}, argc,
                          argv);
}
