#pragma once

#include "command/command_line.h"
#include "evaluation/question_words.h"

namespace t2v {

/// --most-frequent and --ignore-case.
void add_question_words_options(CommandLine& command_line, QuestionWordsOptions& options);

}  // namespace t2v
