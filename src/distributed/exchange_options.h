#pragma once

#include <cstdint>

namespace t2v {

/// How processes that train together exchange what they have learnt.
struct ExchangeOptions {
  /// Tokens that a rank trains from one exchange to the next, fewer in the beginning
  /// (ExchangePace::kMostApart); 0: as few as the share of time that exchanging may take
  /// (ExchangePace::kMostTime) allows. 0 to 10^12.
  std::uint64_t tokens = 0;
};

}  // namespace t2v
