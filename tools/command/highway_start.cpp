#include <hwy/nanobenchmark.h>

#include <cstdint>

// Highway's library measures the resolution of the clock whenever it is loaded, for benchmarks that
// nothing here runs: 4 ms at every start, as long as all else together. A program that defines the
// function itself is asked instead. So this file belongs to the programs, not to a library of ours,
// from which the linker would take the other one.
namespace hwy::platform {

std::uint64_t TimerResolution() {
  return 1;
}

}  // namespace hwy::platform
