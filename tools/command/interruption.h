#pragma once

#include <semaphore.h>
#include <atomic>
#include <csignal>
#include <exception>
#include <string>
#include <thread>

namespace t2v {

/// Ends a command that a signal interrupted: the message is the line that is said, and the exit
/// status 128 and the signal's number, as shells have it.
class Interrupted : public std::exception {
 public:
  Interrupted(int signal, std::string message) : signal_(signal), message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }
  int exit_code() const { return 128 + signal_; }

 private:
  int signal_;
  std::string message_;
};

/// Catches SIGINT and SIGTERM while it lives, for one long command; there may be one object at a
/// time. The first signal ends the program at once, in the middle of whatever library it is busy
/// with, but cleanly: with a line on standard error and exit status 130 or 143. While a Hold lives
/// the first signal is only noted, for work that looks at asked() often and brings itself to an
/// end. A second signal ends the program in either case.
///
/// A SIGINT that was ignored when the program began, as shells have it for what runs in the
/// background, stays ignored.
class Interruption {
 public:
  /// @throws Error where the system lacks the means
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// Whether a signal came. Any thread may ask, and often: it is one load.
  bool asked() const { return signal() != 0; }
  /// The first signal that came; 0: none.
  int signal() const;

  /// The command did what the signal asked for, and goes on to its end as if there had been none.
  void obeyed();

  /// @throws Interrupted where a signal came
  void throw_if_asked(const std::string& message) const;

  class Hold {
   public:
    explicit Hold(Interruption& interruption);
    /// A signal that was noted and led to nothing ends the program now, unless an exception, which
    /// says more, is on its way.
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    Interruption& interruption_;
    int exceptions_;
  };

 private:
  void watch();

  std::atomic<bool> held_{false};
  std::atomic<bool> over_{false};
  struct sigaction old_interrupt_ = {};
  struct sigaction old_terminate_ = {};
  std::thread watcher_;
};

}  // namespace t2v
