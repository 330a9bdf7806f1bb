#pragma once

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <cstdint>
#include <string>
#include <vector>

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

/// The instruction sets of this machine, one bit each, and their names: what
/// INSTANTIATE_TEST_SUITE_P asks for.
inline std::vector<std::int64_t> instruction_sets() {
  std::vector<std::int64_t> targets;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    targets.push_back(left & -left);
  }
  return targets;
}

inline std::string instruction_set_name(const ::testing::TestParamInfo<std::int64_t>& set) {
  return hwy::TargetName(set.param);
}

}  // namespace t2v::testing
