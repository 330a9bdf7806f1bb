#include "fma_peak.h"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

// As in the training kernel: scalable vectors cannot stand in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "fma_peak.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::ScalableTag<float>;

// Sums that grow side by side. A unit takes a multiply-add a cycle and gives the result after 4 or
// 5, and there are two units (four on some ARM), so 10 to 16 have to be under way. With both
// factors they fit into the 16 registers of AVX2 and into the 32 of AVX-512 and NEON.
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_SSE4 || HWY_TARGET == HWY_SSSE3
constexpr std::size_t kSums = 12;
#else
constexpr std::size_t kSums = 24;
#endif

// Written out sum by sum: g++ leaves a loop over so many a loop, whose sums then go through memory
// at each step, which took two thirds of the peak for the peak.
template <class V, std::size_t... kSum>
HWY_INLINE void add_products(V* sums, V factor, std::index_sequence<kSum...>) {
  ((sums[kSum] = hn::MulAdd(sums[kSum], factor, factor)), ...);
}

// Every sum goes to its fixed point, factor / (1 - factor), so that no value overflows or gets
// denormal. `factor` is unknown to the compiler, which could calculate the loop away otherwise.
double multiply_add(std::size_t steps, float factor) {
  const Lanes d;
  const auto by = hn::Set(d, factor);
  hn::Vec<Lanes> sums[kSums];
  for (std::size_t i = 0; i < kSums; ++i) sums[i] = hn::Set(d, factor * static_cast<float>(i));
  for (std::size_t step = 0; step < steps; ++step) {
    add_products(sums, by, std::make_index_sequence<kSums>());
  }
  auto total = sums[0];
  for (std::size_t i = 1; i < kSums; ++i) total = hn::Add(total, sums[i]);
  return hn::GetLane(hn::SumOfLanes(d, total));
}

double flops_of_step() {
  return 2.0 * static_cast<double>(kSums * hn::Lanes(Lanes()));
}

const char* instruction_set() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {

HWY_EXPORT(multiply_add);
HWY_EXPORT(flops_of_step);
HWY_EXPORT(instruction_set);

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSteps = 1'000'000;  // a stretch: some milliseconds
constexpr std::chrono::milliseconds kDuration{500};

// flops a second of the best stretch of the calling thread. `sink` receives what was calculated.
double best_stretch(double& sink) {
  volatile float factor = 0.5F;
  double best = 0;
  const auto end = Clock::now() + kDuration;
  for (auto begin = Clock::now(); begin < end;) {
    sink += HWY_DYNAMIC_DISPATCH(multiply_add)(kSteps, factor);
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - begin).count();
    best = std::max(best, static_cast<double>(kSteps) / seconds);
    begin = now;
  }
  return best * HWY_DYNAMIC_DISPATCH(flops_of_step)();
}

}  // namespace

FmaPeak measure_fma_peak(unsigned threads) {
  std::vector<double> flops(threads);
  std::atomic<double> calculated{0};
  std::barrier start(static_cast<std::ptrdiff_t>(threads));
  {
    std::vector<std::jthread> running;
    for (unsigned thread = 0; thread < threads; ++thread) {
      running.emplace_back([&, thread] {
        start.arrive_and_wait();
        double sink = 0;
        flops[thread] = best_stretch(sink);
        calculated.fetch_add(sink);
      });
    }
  }
  return {.flops = std::accumulate(flops.begin(), flops.end(), 0.0),
          .instruction_set = HWY_DYNAMIC_DISPATCH(instruction_set)()};
}

}  // namespace t2v
#endif
