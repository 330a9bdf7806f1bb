#include <gtest/gtest.h>

#include <cmath>

#include "attribution/gradient.h"
#include "attribution/gradient_x_input.h"
#include "attribution/small_network.h"

namespace t2v {
namespace {

/// Central differences of the reference in double, a coordinate of a position at a time.
std::vector<double> finite_differences(const Classifier& classifier, Vectors vectors,
                                       std::size_t position, const Target& target) {
  constexpr double kStep = 1e-6;  // the random networks have no kink that near
  std::vector<double> gradient;
  for (double& value : vectors[position]) {
    const double kept = value;
    value = kept + kStep;
    const double above = reference_output(classifier, vectors, target);
    value = kept - kStep;
    const double below = reference_output(classifier, vectors, target);
    value = kept;
    gradient.push_back((above - below) / (2 * kStep));
  }
  return gradient;
}

void expect_finite_differences(const Classifier& classifier, const Target& target,
                               std::size_t tokens) {
  const ForwardPass pass = classifier.forward(random_rows(classifier, tokens, 7));
  const Vectors vectors = vectors_of(classifier, pass);
  const Attribution lengths = gradient(classifier, pass, target, {});
  const Attribution products = gradient_x_input(classifier, pass, target, {});
  double padding_length = 0;
  double padding_product = 0;
  for (std::size_t position = 0; position < vectors.size(); ++position) {
    double square = 0;
    double product = 0;
    const auto differences = finite_differences(classifier, vectors, position, target);
    for (std::size_t i = 0; i < differences.size(); ++i) {
      square += differences[i] * differences[i];
      product += differences[i] * vectors[position][i];
    }
    const double length = std::sqrt(square);
    if (position >= tokens) {
      padding_length += length;
      padding_product += product;
      continue;
    }
    EXPECT_NEAR(lengths.scores[position], length, 1e-4 * length + 1e-9);
    EXPECT_NEAR(products.scores[position], product,
                1e-4 * std::max(std::abs(product), length / 10));
  }
  EXPECT_NEAR(lengths.padding, padding_length, 1e-4 * padding_length + 1e-9);
  EXPECT_NEAR(products.padding, padding_product, 1e-4 * padding_length + 1e-9);
}

TEST(Gradient, IsThatOfFiniteDifferences) {
  for (const bool multi_label : {false, true}) {
    const auto classifier = random_network({.multi_label = multi_label});
    for (const OutputKind output : {OutputKind::kLogit, OutputKind::kProbability}) {
      // With less than three, windows of nothing but padding tie: a kink.
      for (const std::size_t tokens : {3U, 4U, 12U}) {
        expect_finite_differences(*classifier, {1, output}, tokens);
      }
    }
  }
}

}  // namespace
}  // namespace t2v
