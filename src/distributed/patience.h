#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

namespace t2v {

/// Sleeps between two looks at something that is awaited: shortly at first, then longer, so that
/// what comes soon is seen soon and what takes long costs no time of a core.
class Patience {
 public:
  void sleep() {
    std::this_thread::sleep_for(next_);
    next_ = std::min(next_ * 3 / 2, kLongest);
  }

 private:
  using Time = std::chrono::nanoseconds;
  static constexpr Time kLongest = std::chrono::milliseconds(1);
  Time next_ = std::chrono::microseconds(20);
};

}  // namespace t2v
