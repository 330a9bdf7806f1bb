#include "attribution/methods.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "attribution/phrases.h"
#include "attribution/small_network.h"
#include "text/error.h"

namespace t2v {
namespace {

/// As many finite scores as tokens, whatever the method, the output and the baseline.
void expect_sensible(const Classifier& classifier, const std::vector<std::uint32_t>& rows) {
  const ForwardPass pass = classifier.forward(rows);
  for (const Method& method : methods()) {
    for (const OutputKind output : {OutputKind::kLogit, OutputKind::kProbability}) {
      for (const Baseline baseline : {Baseline::kZero, Baseline::kPadding}) {
        SCOPED_TRACE(std::string(method.name) + " of " + std::to_string(rows.size()) + " tokens");
        const Target target{0, output};
        const Attribution scores =
            method.attribute(classifier, pass, target, {.baseline = baseline, .lime_samples = 300});
        ASSERT_EQ(scores.scores.size(), rows.size());
        for (const double score : scores.scores) ASSERT_TRUE(std::isfinite(score));
        EXPECT_TRUE(std::isfinite(scores.padding));
        EXPECT_TRUE(std::isfinite(scores.delta.value_or(0)));
        for (const auto& [name, figure] : scores.figures)
          EXPECT_TRUE(std::isfinite(figure)) << name;
      }
    }
  }
  for (const Phrase& phrase : strongest_phrases(classifier, pass, {}, 10)) {
    EXPECT_LT(phrase.begin, phrase.end);
    EXPECT_LE(phrase.end, rows.size());
    EXPECT_GT(phrase.score, 0);
  }
}

TEST(Methods, AreNamed) {
  std::set<std::string_view> names;
  for (const Method& method : methods()) {
    names.insert(method.name);
    EXPECT_EQ(method_named(method.name).attribute, method.attribute);
    EXPECT_FALSE(method.summary.empty());
  }
  EXPECT_EQ(names, (std::set<std::string_view>{
                       "cam", "grad-cam", "grad-cam-per-width", "guided-backpropagation",
                       "gradient", "gradient-x-input", "window-split", "integrated-gradients",
                       "votes", "leave-one-out", "lime"}));
}

TEST(Methods, AnUnknownNameIsToldTheOthers) {
  try {
    method_named("gradcam");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("'gradcam'"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("grad-cam, "), std::string::npos);
  }
}

TEST(Methods, AnswerForShortAndEmptyTexts) {
  const auto classifier = random_network({});
  for (const std::size_t tokens : {0U, 1U, 2U, 4U, 5U, 6U}) {
    expect_sensible(*classifier, random_rows(*classifier, tokens, 1));
  }
}

TEST(Methods, AnswerForUnknownWords) {
  const auto classifier = random_network({});
  expect_sensible(*classifier, std::vector<std::uint32_t>(1, kUnknownRow));
  expect_sensible(*classifier, std::vector<std::uint32_t>(7, kUnknownRow));
}

TEST(Methods, AnswerWhereNothingIsActive) {
  // Unknown words are zeros, h1 of them and of b is 0.
  const auto classifier = paper_network();
  expect_sensible(*classifier, {kUnknownRow, kUnknownRow, kUnknownRow});
  expect_sensible(*classifier, {kFirstWordRow + 1});
}

TEST(Methods, AnswerForTenThousandWords) {
  const auto classifier = random_network({.widths = {2}, .filters = 3});
  const ForwardPass pass = classifier->forward(random_rows(*classifier, 10000, 2));
  for (const Method& method : methods()) {
    const Attribution scores = method.attribute(*classifier, pass, {}, {});
    ASSERT_EQ(scores.scores.size(), 10000U) << method.name;
    for (const double score : scores.scores) ASSERT_TRUE(std::isfinite(score)) << method.name;
  }
}

}  // namespace
}  // namespace t2v
