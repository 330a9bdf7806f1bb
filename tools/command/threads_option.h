#pragma once

#include <tbb/global_control.h>

#include <algorithm>
#include <thread>

#include "command/command_line.h"

namespace t2v {

/// `--threads N` of commands that work through a corpus.
class ThreadsOption {
 public:
  void add_to(CommandLine& command_line) {
    command_line.add_number("threads", "workers; 0: one a core", &threads_, 0U, 1024U);
  }

  /// Holds for as long as the result lives.
  [[nodiscard]] tbb::global_control apply() const {
    return {tbb::global_control::max_allowed_parallelism, count()};
  }

  /// Workers, as asked for or one a core.
  unsigned count() const {
    return threads_ > 0 ? threads_ : std::max(1U, std::thread::hardware_concurrency());
  }

 private:
  unsigned threads_ = 0;
};

}  // namespace t2v
