#include "embedding/shared_rows.h"

#include <algorithm>
#include <cstring>

#include "embedding/moving_rows.h"

namespace t2v {

std::uint32_t SharedRows::read(std::uint32_t index, float* row) {
  const std::scoped_lock guard(lock_of(index));
  std::copy_n(rows_.row(index), rows_.stride(), row);
  return merges_[index];
}

void SharedRows::merge(std::uint32_t index, const float* base, const float* local,
                       std::uint32_t seen, float share) {
  const std::scoped_lock guard(lock_of(index));
  float* const row = rows_.row(index);
  const std::uint32_t others = merges_[index]++ - seen;
  if (others == 0 && share == 1.0F && std::memcmp(row, base, rows_.stride() * sizeof(float)) == 0) {
    // Nobody else moved it: exact.
    std::copy_n(local, rows_.stride(), row);
    return;
  }
  const float counted = std::min(share, 1.0F / static_cast<float>(1 + others));
  for (std::size_t i = 0; i < rows_.dim(); ++i) row[i] += counted * (local[i] - base[i]);
}

void SharedRows::move(std::uint32_t index, const float* from, const float* to) {
  const std::scoped_lock guard(lock_of(index));
  move_row(rows_.row(index), from, to, rows_.stride());
}

}  // namespace t2v
