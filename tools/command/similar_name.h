#pragma once

#include <string>
#include <vector>

namespace t2v {

/// ", perhaps NAME" with the one of `names` that is spelt like what was typed; "" if none is.
std::string perhaps(const std::string& typed, const std::vector<std::string>& names);

}  // namespace t2v
