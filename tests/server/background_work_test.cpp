#include "server/background_work.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

namespace t2v {
namespace {

template <typename Result>
void wait_for(const BackgroundWork<Result>& work) {
  while (!work.is_done()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(BackgroundWork, TellsItsProgressThenItsResult) {
  std::promise<void> told;
  std::promise<void> looked;
  const BackgroundWork<int> work([&](const auto& report) {
    report(0.5);
    told.set_value();
    looked.get_future().wait();
    return 7;
  });
  told.get_future().wait();
  EXPECT_EQ(work.progress(), 0.5);
  EXPECT_FALSE(work.is_done());
  looked.set_value();
  wait_for(work);
  EXPECT_EQ(work.result(), 7);
}

TEST(BackgroundWork, ThrowsWhatTheWorkThrew) {
  const BackgroundWork<int> work([](const auto&) -> int { throw std::runtime_error("no"); });
  wait_for(work);
  EXPECT_THROW(work.result(), std::runtime_error);
}

TEST(BackgroundWork, EndsWithItsOwner) {
  bool passed_through = false;
  {
    const BackgroundWork<int> work([&](const auto& report) {
      try {
        for (;;) report(0);
      } catch (...) {
        passed_through = true;
        throw;
      }
      return 0;
    });
  }
  EXPECT_TRUE(passed_through);
}

}  // namespace
}  // namespace t2v
