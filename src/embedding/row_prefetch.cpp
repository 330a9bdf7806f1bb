#include "embedding/row_prefetch.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace t2v {

bool knows_prefetchw() {
#if defined(__x86_64__)
  constexpr unsigned kExtendedFeatures = 0x80000001;
  constexpr unsigned kPrefetchwBit = 1U << 8;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid(kExtendedFeatures, &eax, &ebx, &ecx, &edx) != 0 && (ecx & kPrefetchwBit) != 0;
#else
  return false;
#endif
}

}  // namespace t2v
