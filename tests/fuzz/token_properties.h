#pragma once

#include <string_view>
#include <vector>

#include "text/tokenizer.h"

namespace t2v::fuzzing {

/// Cuts `line` (normalised) and requires what Tokenizer promises of the tokens.
std::vector<std::string_view> checked_tokens(const Tokenizer& tokenizer, std::string_view line);

}  // namespace t2v::fuzzing
