#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/fuzz_targets.h"
#include "fuzz/mutation.h"

// What any compiler can do with the targets of libFuzzer: their seeds, among which are all that was
// ever found, and random changes of them.

namespace t2v::fuzzing {
namespace {

/// Changes of the seeds that are tried of every target, unless T2V_FUZZ_RUNS says another number.
constexpr int kMutations = 1000;

Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

class Fuzz : public ::testing::TestWithParam<Target> {
 protected:
  Fuzz() {
    const std::filesystem::path folder = std::filesystem::path(FUZZ_SEEDS) / GetParam().name;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      names_.push_back(entry.path().string());
    }
    std::ranges::sort(names_);
    for (const std::string& name : names_) {
      std::ifstream file(name, std::ios::binary);
      seeds_.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }

  std::vector<std::string> names_;  ///< files of the seeds
  std::vector<std::string> seeds_;
};

TEST_P(Fuzz, Seeds) {
  ASSERT_FALSE(seeds_.empty());
  for (std::size_t i = 0; i < seeds_.size(); ++i) {
    SCOPED_TRACE(names_[i]);
    EXPECT_NO_THROW(GetParam().run(bytes_of(seeds_[i])));
  }
}

TEST_P(Fuzz, Mutations) {
  const char* const asked = std::getenv("T2V_FUZZ_RUNS");
  const int runs = asked == nullptr ? kMutations : std::atoi(asked);
  std::mt19937 random(1);
  for (int run = 0; run < runs; ++run) {
    const std::string input = mutation(seeds_, random);
    ASSERT_NO_THROW(GetParam().run(bytes_of(input)))
        << "run " << run << ", input " << ::testing::PrintToString(input);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, Fuzz, ::testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace t2v::fuzzing
