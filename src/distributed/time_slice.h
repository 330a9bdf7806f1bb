#pragma once

namespace t2v {

/// Asks the scheduler for short turns on a core, as befits a thread that mostly sleeps: it is let
/// in soon after it wakes, where one with turns as long as those of workers waits until theirs are
/// over (some 3 ms each, which an exchange of several messages among more threads than cores pays
/// for each of them). From Linux 6.12 on; older kernels take no notice.
void ask_for_short_time_slices() noexcept;

}  // namespace t2v
