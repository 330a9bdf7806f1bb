#pragma once

#include <string_view>
#include <vector>

#include "text/text_file.h"

namespace t2v {

/// The lines that are kept of a text, cut at ends of lines into parts of similar size, in the same
/// way on every machine. Looking for the ends touches pages all over the text; they are released.
std::vector<std::string_view> parts_of(const TextFile& text);

}  // namespace t2v
