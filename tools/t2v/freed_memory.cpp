#include "freed_memory.h"

#include <cstdlib>  // says whether this is glibc

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace t2v {

void give_back_large_arrays() {
#ifdef __GLIBC__
  constexpr int kLarge = 1 << 20;  // bytes; rare enough for a call of the system each
  mallopt(M_MMAP_THRESHOLD, kLarge);
#endif
}

void give_back_freed_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace t2v
