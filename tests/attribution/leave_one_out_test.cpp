#include "attribution/leave_one_out.h"

#include <gtest/gtest.h>

#include <cmath>

#include "attribution/small_network.h"

namespace t2v {
namespace {

/// 2^0 + 2^1 + ... over the tokens kept, squared: no network at all.
class Squared final : public PerturbedText {
 public:
  explicit Squared(std::size_t tokens) : tokens_(tokens) {}
  std::size_t tokens() const override { return tokens_; }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override {
    std::vector<double> outputs;
    for (const auto& tokens : kept) {
      double sum = 0;
      for (const std::uint32_t token : tokens) sum += std::exp2(token);
      outputs.push_back(sum * sum);
    }
    return outputs;
  }

 private:
  std::size_t tokens_;
};

TEST(LeaveOneOut, OfAnyClassifier) {
  EXPECT_EQ(leave_one_out(Squared(3)).scores, (std::vector<double>{49 - 36, 49 - 25, 49 - 9}));
  EXPECT_TRUE(leave_one_out(Squared(0)).scores.empty());
}

TEST(LeaveOneOut, OfOurNetworkIsThatOfTextsWithoutTheWord) {
  for (const bool multi_label : {false, true}) {
    const auto classifier = random_network({.multi_label = multi_label});
    for (const std::size_t tokens : {1U, 2U, 5U, 6U, 7U, 25U}) {
      const std::vector<std::uint32_t> rows = random_rows(*classifier, tokens, 6);
      const ForwardPass pass = classifier->forward(rows);
      for (const OutputKind output : {OutputKind::kLogit, OutputKind::kProbability}) {
        const Target target{1, output};
        const Attribution scores = leave_one_out(*classifier, pass, target, {});
        ASSERT_EQ(scores.scores.size(), tokens);
        for (std::size_t j = 0; j < tokens; ++j) {
          std::vector<std::uint32_t> without = rows;
          without.erase(without.begin() + static_cast<std::ptrdiff_t>(j));
          const double expected =
              output_of(*classifier, pass.logits, target) -
              output_of(*classifier, classifier->forward(without).logits, target);
          EXPECT_NEAR(scores.scores[j], expected, 1e-5) << j << " of " << tokens;
        }
      }
    }
  }
}

TEST(LeaveOneOut, AWordThatChangesNothingIsWorthNothing) {
  // The first of two equal words goes, the other remains; all windows stay as they were.
  const auto classifier = random_network({.widths = {1}});
  std::vector<std::uint32_t> rows = random_rows(*classifier, 8, 2);
  rows[5] = rows[2];
  const Attribution scores = leave_one_out(*classifier, classifier->forward(rows), {}, {});
  EXPECT_EQ(scores.scores[2], 0);
  EXPECT_EQ(scores.scores[5], 0);
}

}  // namespace
}  // namespace t2v
