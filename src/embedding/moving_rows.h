#pragma once

#include <cstddef>

namespace t2v {

// Reads of and changes to rows of a Matrix that workers train at the same time without locks (the
// races of training, which sgns_kernel.h explains): for the exchange with other processes. Lengths
// are Matrix::stride() floats.

/// Copies a row as it is at the moment.
void copy_moving_row(const float* row, std::size_t stride, float* copy);

/// Whether a row is not, number by number, what it was.
bool has_moved(const float* row, const float* was, std::size_t stride);

/// Brings a row that was copied as `seen` to `target`, and keeps what it moved since:
/// row = target + (row - seen). A row that did not move since becomes `target` to the bit. A step
/// that a worker takes at the very same moment may be lost, as between two workers.
void move_row(float* row, const float* seen, const float* target, std::size_t stride);

}  // namespace t2v
