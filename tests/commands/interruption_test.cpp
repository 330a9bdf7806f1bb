#include "command/interruption.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <string>

namespace t2v {
namespace {

// Each death test runs in a process of its own, which begins with this function.
class InterruptionDeathTest : public ::testing::Test {
 protected:
  void SetUp() override { ::testing::GTEST_FLAG(death_test_style) = "threadsafe"; }
};

[[noreturn]] void wait_for_the_end() {
  while (true) ::pause();
}

TEST_F(InterruptionDeathTest, EndsTheProgramInTheMiddleOfItsWork) {
  const auto interrupted_by = [](int signal) {
    std::signal(signal, SIG_DFL);
    const Interruption interruption;
    std::raise(signal);
    wait_for_the_end();
  };
  EXPECT_EXIT(interrupted_by(SIGINT), ::testing::ExitedWithCode(130), "^t2v: interrupted\n$");
  EXPECT_EXIT(interrupted_by(SIGTERM), ::testing::ExitedWithCode(143), "^t2v: interrupted\n$");
}

TEST_F(InterruptionDeathTest, ASecondSignalEndsWorkThatHoldsTheFirst) {
  const auto interrupted_twice = [] {
    std::signal(SIGTERM, SIG_DFL);
    Interruption interruption;
    const Interruption::Hold hold(interruption);
    std::raise(SIGTERM);
    if (!interruption.asked()) ::_exit(1);
    std::raise(SIGINT);
    wait_for_the_end();
  };
  EXPECT_EXIT(interrupted_twice(), ::testing::ExitedWithCode(143), "^$");
}

TEST_F(InterruptionDeathTest, ASignalThatWasObeyedHasNoSequel) {
  const auto obedient = [] {
    std::signal(SIGTERM, SIG_DFL);
    {
      Interruption interruption;
      const Interruption::Hold hold(interruption);
      std::raise(SIGTERM);
      if (!interruption.asked()) ::_exit(1);
      interruption.obeyed();
    }
    ::_exit(0);
  };
  EXPECT_EXIT(obedient(), ::testing::ExitedWithCode(0), "^$");
}

TEST_F(InterruptionDeathTest, ASignalThatNobodyLookedForCountsAfterwards) {
  const auto interrupted_before = [] {
    std::signal(SIGTERM, SIG_DFL);
    Interruption interruption;
    std::optional<Interruption::Hold> hold(interruption);
    std::raise(SIGTERM);
    hold.reset();
    wait_for_the_end();
  };
  EXPECT_EXIT(interrupted_before(), ::testing::ExitedWithCode(143), "^t2v: interrupted\n$");
}

TEST_F(InterruptionDeathTest, ASignalIsHeldUntilTheWorkSaysWhatItCameTo) {
  const auto interrupted_work = [] {
    std::signal(SIGTERM, SIG_DFL);
    try {
      Interruption interruption;
      const Interruption::Hold hold(interruption);
      std::raise(SIGTERM);
      interruption.throw_if_asked("half is done");
    } catch (const Interrupted& interrupted) {
      ::_exit(std::string(interrupted.what()) == "half is done" ? interrupted.exit_code() : 1);
    }
    ::_exit(1);
  };
  EXPECT_EXIT(interrupted_work(), ::testing::ExitedWithCode(143), "^$");
}

TEST_F(InterruptionDeathTest, AfterwardsSignalsAreWhatTheyWere) {
  const auto interrupted_later = [] {
    std::signal(SIGTERM, SIG_DFL);
    { const Interruption interruption; }
    std::raise(SIGTERM);
  };
  EXPECT_EXIT(interrupted_later(), ::testing::KilledBySignal(SIGTERM), "^$");
}

TEST(Interruption, WhatIsIgnoredInTheBackgroundStaysIgnored) {
  const auto before = std::signal(SIGINT, SIG_IGN);
  {
    const Interruption interruption;
    std::raise(SIGINT);
    EXPECT_FALSE(interruption.asked());
    EXPECT_NO_THROW(interruption.throw_if_asked("never"));
  }
  std::signal(SIGINT, before);
}

}  // namespace
}  // namespace t2v
