#pragma once

#include <random>
#include <span>
#include <string>

namespace t2v::fuzzing {

/// One of `seeds` (at least one) changed in a few places: bytes flipped, put in, taken out, copied
/// from another seed, or replaced by what readers stumble over.
std::string mutation(std::span<const std::string> seeds, std::mt19937& random);

}  // namespace t2v::fuzzing
