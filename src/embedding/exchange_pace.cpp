#include "embedding/exchange_pace.h"

#include <algorithm>
#include <ctime>

namespace t2v {
namespace {

/// Of the calling thread, on a core.
double seconds_on_core() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

ExchangePace::ExchangePace(unsigned workers, std::uint64_t tokens)
    : most_time_(std::min(1.0, kMostTime * workers)), tokens_(tokens) {}

bool ExchangePace::is_due(std::uint64_t tokens_done) const {
  const std::uint64_t apart = tokens_done - tokens_begun_;
  if (apart > 0 && static_cast<double>(apart) >= kMostApart * static_cast<double>(tokens_done)) {
    return true;
  }
  if (tokens_ > 0) return apart >= tokens_;
  return Clock::now() >= begun_ + std::chrono::duration<double>(work_ / most_time_);
}

void ExchangePace::begin_round(std::uint64_t tokens_done) {
  begun_ = Clock::now();
  tokens_begun_ = tokens_done;
  work_begun_ = seconds_on_core();
}

double ExchangePace::end_round() {
  work_ = seconds_on_core() - work_begun_;
  return work_;
}

}  // namespace t2v
