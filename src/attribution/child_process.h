#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

namespace t2v {

/// A command that runs beside this program, its standard input and output in our hands; standard
/// error stays ours. It has a process group of its own, so that all it starts can be ended with it.
class ChildProcess {
 public:
  /// Runs `command` by /bin/sh -c. @throws Error when it cannot be started
  explicit ChildProcess(const std::string& command);
  /// Closes its input, waits a second for its end, then kills it.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Ends of pipes, neither of which blocks.
  int to_child() const { return to_child_; }
  int from_child() const { return from_child_; }

  /// How it ended: "exit status 3", "signal 9 (Killed)"; where it lives on after `patience` it is
  /// killed: "its output closed".
  std::string end(std::chrono::milliseconds patience);

 private:
  bool has_ended_within(std::chrono::milliseconds patience);
  void kill_and_wait();

  pid_t process_ = -1;
  int to_child_ = -1;
  int from_child_ = -1;
  bool ended_ = false;
  int status_ = 0;  ///< as waitpid gives it, once it has ended
};

/// Keeps SIGPIPE from this thread while it lives: a write to a process that is gone fails with
/// EPIPE instead.
class WithoutSigpipe {
 public:
  WithoutSigpipe();
  ~WithoutSigpipe();
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  bool was_blocked_ = false;
  bool was_pending_ = false;
};

}  // namespace t2v
