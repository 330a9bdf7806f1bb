#include "attribution/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <thread>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

using std::chrono::milliseconds;

[[noreturn]] void throw_not_started(const std::string& command, int error) {
  throw Error(fmt::format("cannot start '{}': {}", command, std::strerror(error)));
}

/// Both ends of a pipe until they are taken.
class Pipe {
 public:
  explicit Pipe(const std::string& command) {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw_not_started(command, errno);
  }
  ~Pipe() {
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  int take_reading() { return take(ends_[0]); }
  int take_writing() { return take(ends_[1]); }

 private:
  static int take(int& end) {
    ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
    return std::exchange(end, -1);
  }
  std::array<int, 2> ends_{-1, -1};
};

/// How the child begins: our ends of the pipes as its standard streams, signals as usual.
class SpawnPlan {
 public:
  SpawnPlan(int input, int output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  int spawn(pid_t* process, const std::string& command) const {
    std::string shell = "/bin/sh";
    std::string flag = "-c";
    std::string words = command;
    char* const arguments[] = {shell.data(), flag.data(), words.data(), nullptr};
    return ::posix_spawn(process, shell.c_str(), &actions_, &attributes_, arguments, environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

ChildProcess::ChildProcess(const std::string& command) {
  Pipe input(command);
  Pipe output(command);
  const SpawnPlan plan(input.reading(), output.writing());
  const int error = plan.spawn(&process_, command);
  if (error != 0) throw_not_started(command, error);
  to_child_ = input.take_writing();
  from_child_ = output.take_reading();
}

ChildProcess::~ChildProcess() {
  ::close(to_child_);
  if (!has_ended_within(milliseconds(1000))) kill_and_wait();
  ::close(from_child_);
}

bool ChildProcess::has_ended_within(milliseconds patience) {
  constexpr milliseconds kStep(5);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!ended_) {
    const pid_t found = ::waitpid(process_, &status_, WNOHANG);
    if (found == process_) ended_ = true;
    if (ended_ || std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(kStep);
  }
  return ended_;
}

void ChildProcess::kill_and_wait() {
  ::kill(-process_, SIGKILL);
  while (::waitpid(process_, &status_, 0) < 0 && errno == EINTR) {
  }
  ended_ = true;
}

std::string ChildProcess::end(milliseconds patience) {
  if (!has_ended_within(patience)) {
    kill_and_wait();
    return "its output closed";
  }
  if (WIFSIGNALED(status_)) {
    return fmt::format("signal {} ({})", WTERMSIG(status_), ::strsignal(WTERMSIG(status_)));
  }
  return fmt::format("exit status {}", WEXITSTATUS(status_));
}

WithoutSigpipe::WithoutSigpipe() {
  sigset_t pending;
  ::sigpending(&pending);
  was_pending_ = sigismember(&pending, SIGPIPE) == 1;
  sigset_t pipe_signal;
  sigset_t before;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  was_blocked_ = sigismember(&before, SIGPIPE) == 1;
}

WithoutSigpipe::~WithoutSigpipe() {
  sigset_t pipe_signal;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  const timespec at_once{};
  if (!was_pending_) ::sigtimedwait(&pipe_signal, nullptr, &at_once);
  if (!was_blocked_) ::pthread_sigmask(SIG_UNBLOCK, &pipe_signal, nullptr);
}

}  // namespace t2v
