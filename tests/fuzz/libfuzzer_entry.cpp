#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz_targets.h"

// The one target of a libFuzzer program; T2V_FUZZ_TARGET is its function.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  t2v::fuzzing::T2V_FUZZ_TARGET({data, size});
  return 0;
}
