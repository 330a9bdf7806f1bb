#pragma once

#include <span>
#include <string>
#include <vector>

#include "command/command.h"
#include "command/program.h"

namespace t2v {

/// What may stand in the place of a word that is being typed.
struct CompletionChoice {
  std::string text;
  std::string about;  ///< what it is, in a few words; or empty
};

struct Completions {
  bool files = false;  ///< names of files are wanted (too), which whoever asks lists himself
  std::vector<CompletionChoice> choices;
};

/// @param words of a command line behind the program's name; the last, which may be empty, is being
///   typed
Completions complete(const Program& program, std::span<const std::string> words);

/// `complete [WORD...]`, which the completion of shells asks; no list shows it. The first line is
/// "files" or "words"; the others are choices, each with a tab and what it is.
extern const Command kCompleteCommand;

}  // namespace t2v
