#pragma once

#include "command/command_line.h"
#include "text/tokenizer.h"

namespace t2v {

/// --tokenizer, --sentencepiece-vocab and --sentencepiece-model, for commands that cut raw text.
void add_tokenizer_options(CommandLine& command_line, TokenizerOptions* options);

/// @throws UsageError for an unknown tokenizer, or SentencePiece options that would not be used
void check_tokenizer_options(const CommandLine& command_line, const TokenizerOptions& options);

}  // namespace t2v
