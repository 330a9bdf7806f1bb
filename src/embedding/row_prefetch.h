#pragma once

#include <algorithm>
#include <cstddef>

#include "embedding/matrix.h"

namespace t2v {

/// Whether the processor knows the instruction PREFETCHW; older ones pass over it.
bool knows_prefetchw();

/// Asks for a row that will be written, or for as much of a long one as shows the machine where it
/// leads. `stride`: Matrix::stride(). `for_writing`: knows_prefetchw(). A line that another core
/// has written last then comes to be written at once; else it would be asked for twice, to be read
/// and to be written. Between cores without a common cache that takes 0.2 microseconds each.
///
/// Always inline: a function that does nothing but prefetch looks to g++ 12 as if it had no effect,
/// and calls of it are dropped. In assembler because g++ gives PREFETCHW only to programs that are
/// for processors with it alone.
[[gnu::always_inline]] inline void prefetch_row(const float* values, std::size_t stride,
                                                [[maybe_unused]] bool for_writing) {
  constexpr std::size_t kLine = Matrix::kRowAlignment / sizeof(float);
  constexpr std::size_t kMostLines = 8;
  const std::size_t end = std::min(stride, kMostLines * kLine);
#if defined(__x86_64__)
  if (for_writing) {
    for (std::size_t at = 0; at < end; at += kLine) {
      asm volatile("prefetchw %0" : : "m"(values[at]));  // NOLINT(hicpp-no-assembler)
    }
    return;
  }
#endif
  for (std::size_t at = 0; at < end; at += kLine) __builtin_prefetch(values + at, 1);
}

}  // namespace t2v
