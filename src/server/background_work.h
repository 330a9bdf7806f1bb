#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <utility>

namespace t2v {

/// Long work in a thread of its own, whose progress others may ask for. It ends with this object,
/// as soon as it next reports.
template <typename Result>
class BackgroundWork {
 public:
  /// Tells which share is done, 0 to 1. @throws an exception that must pass through, where the work
  ///   is to end
  using Report = std::function<void(double share)>;

  explicit BackgroundWork(std::function<Result(const Report& report)> work)
      : thread_([this, work = std::move(work)](const std::stop_token& stop) { run(work, stop); }) {}

  double progress() const { return progress_; }
  bool is_done() const { return done_; }

  /// Once it is done. @throws what the work threw
  const Result& result() const {
    if (failure_) std::rethrow_exception(failure_);
    return *result_;
  }

 private:
  struct Stopped : std::exception {};

  void run(const std::function<Result(const Report&)>& work, const std::stop_token& stop) {
    try {
      result_ = std::make_unique<const Result>(work([&](double share) {
        if (stop.stop_requested()) throw Stopped();
        progress_ = share;
      }));
    } catch (...) {
      failure_ = std::current_exception();
    }
    done_ = true;
  }

  std::atomic<double> progress_ = 0;
  std::atomic<bool> done_ = false;  ///< the other two do not change any more
  std::unique_ptr<const Result> result_;
  std::exception_ptr failure_;
  std::jthread thread_;  ///< last: it uses the others until it is joined
};

}  // namespace t2v
