#pragma once

#include <chrono>
#include <cstdint>

namespace t2v {

/// When learners that train rows of their own bring them together: as often as the time allows that
/// this may take, and more often in the beginning.
class ExchangePace {
 public:
  /// The most time that exchanging takes, as a share of that of each worker.
  static constexpr double kMostTime = 0.06;

  /// Of what a learner has trained so far it trains at most this share without an exchange. In the
  /// beginning all rows leave zero, and learners that did so apart for long would each take a
  /// direction of its own. Exchanging may take more time then.
  static constexpr double kMostApart = 0.05;

  /// @param workers whose time counts @param tokens from one round to the next; 0: as few as time
  ///   allows
  explicit ExchangePace(unsigned workers, std::uint64_t tokens = 0);

  /// @param tokens_done by the learner so far
  bool is_due(std::uint64_t tokens_done) const;

  /// By the thread that exchanges.
  void begin_round(std::uint64_t tokens_done);
  /// By the same. @returns seconds that the round took on a core
  double end_round();

 private:
  using Clock = std::chrono::steady_clock;

  double most_time_;  ///< of one core
  std::uint64_t tokens_;
  Clock::time_point begun_;         ///< the last round
  std::uint64_t tokens_begun_ = 0;  ///< done by then
  double work_begun_ = 0;           ///< seconds of the thread on a core by then
  double work_ = 0;                 ///< seconds on a core that the last round took
};

}  // namespace t2v
