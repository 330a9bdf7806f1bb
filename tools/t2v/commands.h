#pragma once

#include "command/command.h"

namespace t2v {

// One file each, of the same name.
extern const Command kTrainCommand;
extern const Command kNeighborsCommand;
extern const Command kContextsCommand;
extern const Command kAnalogyCommand;
extern const Command kLabelsCommand;
extern const Command kLexiconCommand;
extern const Command kClassifyCommand;
extern const Command kSuspectsCommand;
extern const Command kDocumentsCommand;
extern const Command kExportCommand;
extern const Command kImportCommand;
extern const Command kInfoCommand;
extern const Command kVerifyCommand;
extern const Command kTokenizeCommand;
extern const Command kEvalCommand;
extern const Command kMapCommand;
extern const Command kServeCommand;
extern const Command kShellCommand;

}  // namespace t2v
