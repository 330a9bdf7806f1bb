#pragma once

#include <cstddef>
#include <cstdint>

namespace t2v {

/// Takes of pieces that come one after the other so many that they are `most_bytes` of
/// `total_bytes`, evenly spread, by error diffusion: every piece earns its share and is taken when
/// what was earned so far pays for it. All are taken where the total is no more than that.
class EvenSampling {
 public:
  EvenSampling(std::uint64_t most_bytes, std::uint64_t total_bytes)
      : most_bytes_(static_cast<double>(most_bytes)),
        total_bytes_(static_cast<double>(total_bytes)),
        takes_all_(total_bytes <= most_bytes) {}

  /// Whether the next piece is taken.
  bool takes(std::size_t bytes) {
    if (takes_all_) return true;
    const auto price = static_cast<double>(bytes);
    earned_ += price * most_bytes_ / total_bytes_;
    if (earned_ < price) return false;
    earned_ -= price;
    return true;
  }

 private:
  double most_bytes_;
  double total_bytes_;
  bool takes_all_;
  double earned_ = 0;  ///< bytes
};

}  // namespace t2v
