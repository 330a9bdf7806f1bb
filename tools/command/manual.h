#pragma once

#include <string>
#include <string_view>

#include "command/program.h"

namespace t2v {

/// Writes manual pages into a folder, which must be there: PROGRAM.1, and PROGRAM-COMMAND.1 for
/// every command, from what the commands say about themselves.
/// @throws Error where a page cannot be written
void write_manual(const Program& program, const std::string& folder);

/// Text as help shows it, in man(7) macros: paragraphs are filled, and lines of a name and, behind
/// two spaces or more, what it means become tagged paragraphs.
std::string manual_text(std::string_view text);

}  // namespace t2v
