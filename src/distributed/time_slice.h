#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace t2v {

/// Asks the scheduler for short turns on a core, as befits a thread that mostly sleeps: it is let
/// in soon after it wakes, where one with turns as long as those of workers waits until theirs are
/// over (some 3 ms each, which an exchange of several messages among more threads than cores pays
/// for each of them). From Linux 6.12 on; older kernels take no notice.
inline void ask_for_short_time_slices() noexcept {
  // As sched_setattr(2) has it: the C library does not, and its headers exclude the kernel's.
  struct {
    std::uint32_t size;
    std::uint32_t policy;
    std::uint64_t flags;
    std::int32_t nice;
    std::uint32_t priority;
    std::uint64_t runtime;  // ns
    std::uint64_t deadline;
    std::uint64_t period;
  } attributes = {};
  if (::syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  attributes.runtime = 100'000;  // the least there is
  ::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace t2v
