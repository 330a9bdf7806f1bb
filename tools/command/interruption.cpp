#include "command/interruption.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "command/program.h"
#include "command/remark.h"
#include "model/owned_files.h"
#include "text/error.h"

namespace t2v {
namespace {

// What the signal handler touches: only what may be touched there (signal-safety(7)).
std::atomic<int> first_signal{0};
std::atomic<int> signals{0};
sem_t wake_up;
static_assert(std::atomic<int>::is_always_lock_free);

void note_signal(int signal) {
  const int error = errno;
  int none = 0;
  first_signal.compare_exchange_strong(none, signal);
  ++signals;
  ::sem_post(&wake_up);
  errno = error;
}

struct sigaction catch_signal(int signal) {
  struct sigaction old = {};
  struct sigaction action = {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;  // nobody's reading or writing is to fail for it
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, nullptr, &old);
  if (old.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
  return old;
}

}  // namespace

Interruption::Interruption() {
  if (::sem_init(&wake_up, 0, 0) != 0) {
    throw Error(fmt::format("signals cannot be caught: {}", std::strerror(errno)));
  }
  first_signal = 0;
  signals = 0;
  watcher_ = std::thread([this] { watch(); });
  old_interrupt_ = catch_signal(SIGINT);
  old_terminate_ = catch_signal(SIGTERM);
}

Interruption::~Interruption() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_terminate_, nullptr);
  over_ = true;
  ::sem_post(&wake_up);
  watcher_.join();
  ::sem_destroy(&wake_up);
}

int Interruption::signal() const {
  return first_signal;
}

void Interruption::obeyed() {
  first_signal = 0;
  signals = 0;
}

void Interruption::throw_if_asked(const std::string& message) const {
  if (asked()) throw Interrupted(signal(), message);
}

/// Runs in a thread of its own, which nothing ever keeps busy.
void Interruption::watch() {
  while (!over_) {
    if (::sem_wait(&wake_up) != 0) continue;
    // In this order: who obeys a signal forgets it before anything is no longer held.
    if (over_ || (held_ && signals < 2) || signals == 0) continue;
    // Of many processes all get the signal, and whoever started them says so.
    if (signals == 1 && !is_part_of_run()) say(fmt::format("{}: interrupted", program_name()));
    // Neither destructors nor exit handlers, which would meet threads at work.
    OwnedFiles::remove_all_for_good();
    ::_exit(128 + first_signal);
  }
}

Interruption::Hold::Hold(Interruption& interruption)
    : interruption_(interruption), exceptions_(std::uncaught_exceptions()) {
  interruption_.held_ = true;
}

Interruption::Hold::~Hold() {
  if (std::uncaught_exceptions() > exceptions_) return;  // still held: the line is yet to be said
  interruption_.held_ = false;
  if (interruption_.asked()) ::sem_post(&wake_up);
}

}  // namespace t2v
