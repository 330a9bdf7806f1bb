#pragma once

#include <cstddef>
#include <string>

namespace t2v {

/// `share` (0 to 1, cut to that) of `columns` columns as block characters, to an eighth of a
/// column; without spaces behind.
std::string bar(double share, std::size_t columns);

}  // namespace t2v
