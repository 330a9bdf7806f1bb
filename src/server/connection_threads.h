#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace t2v {

/// The threads that connections are served by, one each; begun when they are first needed.
/// Connections beyond them wait in the order they came.
class ConnectionThreads : public httplib::TaskQueue {
 public:
  /// @param waiting connections beyond which further ones are refused
  ConnectionThreads(std::size_t threads, std::size_t waiting)
      : most_threads_(threads), most_waiting_(waiting) {}

  void enqueue(std::function<void()> serve) override;
  /// Waits until all are served.
  void shutdown() override;

  /// Whether a connection waits because all threads are taken.
  bool somebody_waits() const;

  /// Whether the connection that this thread is called with is one too many, to be told so at once.
  static bool is_refusing();

 private:
  void work();

  std::size_t most_threads_;
  std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;  ///< threads that serve nobody, those that are about to begin among them
  bool over_ = false;
};

}  // namespace t2v
