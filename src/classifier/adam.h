#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace t2v {

/// Adam (Kingma & Ba 2015, algorithm 1) with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. Numbers
/// whose gradient is not given in a step stand still, moments included ("lazy" Adam), as wants a
/// table of words of which few occur in a batch.
class Adam {
 public:
  explicit Adam(std::size_t numbers) : moments_(numbers) {}

  /// Begins step `step` (from 1) at learning rate `rate`.
  void begin_step(std::uint64_t step, double rate);

  /// Running means of a number's gradients (m) and of their squares (v).
  struct Moments {
    float mean = 0;
    float square = 0;
  };
  std::span<const Moments> moments() const { return moments_; }
  std::span<Moments> moments() { return moments_; }

  /// Moves `values` by their `gradients`. @param first place of the first among the numbers
  /// Disjoint places may be updated from several threads at once.
  void update(std::size_t first, std::span<float> values, std::span<const float> gradients);

 private:
  std::vector<Moments> moments_;
  float rate_ = 0;     ///< with the corrections of both moments' bias
  float epsilon_ = 0;  ///< likewise
};

}  // namespace t2v
