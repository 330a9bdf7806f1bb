#pragma once

#include <string>

namespace t2v {

/// What the arithmetic of a machine can do at most: fused multiply-adds of single precision, two
/// flops a lane, that find all they need in registers and do not wait for each other.
struct FmaPeak {
  double flops = 0;             ///< a second, of all threads together
  std::string instruction_set;  ///< chosen at run time as the training kernel's is, "AVX2"
};

/// Runs `threads` threads side by side for about half a second. Each counts by its best stretch of
/// some milliseconds, so that what else runs on the machine lowers the peak as little as may be.
FmaPeak measure_fma_peak(unsigned threads);

}  // namespace t2v
