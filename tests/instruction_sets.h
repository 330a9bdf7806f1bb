#pragma once

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <cstdint>

namespace t2v::testing {

/// A test of a SIMD kernel that runs with every instruction set of this machine in turn.
class EveryInstructionSet : public ::testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override { choose(GetParam()); }
  void TearDown() override { choose(0); }

 private:
  static void choose(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
};

}  // namespace t2v::testing
