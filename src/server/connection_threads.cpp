#include "server/connection_threads.h"

#include <system_error>
#include <utility>

namespace t2v {
namespace {

// The thread that accepts connections sets it while it serves one itself, which is to refuse it:
// httplib hands over work of which only the caller can be known.
thread_local bool refusing = false;

}  // namespace

bool ConnectionThreads::is_refusing() {
  return refusing;
}

void ConnectionThreads::enqueue(std::function<void()> serve) {
  {
    const std::lock_guard lock(mutex_);
    if (idle_ <= waiting_.size() && threads_.size() < most_threads_) {
      try {
        threads_.emplace_back([this] { work(); });
        ++idle_;
      } catch (const std::system_error&) {
        // No more threads are to be had: those that are there have to do.
        most_threads_ = threads_.size();
      }
    }
    if (waiting_.size() < most_waiting_ + idle_ && !threads_.empty()) {
      waiting_.push_back(std::move(serve));
      changed_.notify_one();
      return;
    }
  }
  refusing = true;
  serve();
  refusing = false;
}

void ConnectionThreads::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool ConnectionThreads::somebody_waits() const {
  const std::lock_guard lock(mutex_);
  return threads_.size() == most_threads_ && waiting_.size() > idle_;
}

void ConnectionThreads::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return over_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    --idle_;
    const std::function<void()> serve = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    serve();
    lock.lock();
    ++idle_;
  }
}

}  // namespace t2v
