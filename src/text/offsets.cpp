#include "text/offsets.h"

#include <fmt/format.h>

#include <limits>

#include "text/error.h"

namespace t2v {

void Offsets::reserve(std::size_t size) {
  firsts_.reserve(size / kGroup + 1);
  distances_.reserve(size);
}

void Offsets::push_back(std::uint64_t position) {
  if (size() % kGroup == 0) firsts_.push_back(position);
  const std::uint64_t distance = position - firsts_.back();
  if (distance > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(fmt::format("{} documents of {} tokens, expected fewer than 2^32 tokens",
                            size() % kGroup, distance));
  }
  distances_.push_back(static_cast<std::uint32_t>(distance));
}

}  // namespace t2v
