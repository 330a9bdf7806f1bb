#include "classifier/metrics.h"

#include <gtest/gtest.h>

#include <vector>

namespace t2v {
namespace {

using Labels = std::vector<std::uint32_t>;

TEST(Metrics, OfOneLabelADocumentByHand) {
  MetricsCounter counter(2);
  MetricsCounter other(2);
  counter.add(std::vector<double>{0.9, 0.1}, Labels{0}, false);
  counter.add(std::vector<double>{0.6, 0.4}, Labels{1}, false);
  counter.add(std::vector<double>{0.2, 0.8}, Labels{1}, false);
  other.add(std::vector<double>{0.4, 0.6}, Labels{1}, false);
  counter.merge(other);
  const ClassificationMetrics& metrics = counter.metrics();
  EXPECT_EQ(metrics.documents, 4U);
  EXPECT_DOUBLE_EQ(metrics.accuracy(), 0.75);
  EXPECT_DOUBLE_EQ(metrics.labels[0].precision(), 0.5);
  EXPECT_DOUBLE_EQ(metrics.labels[0].recall(), 1.0);
  EXPECT_DOUBLE_EQ(metrics.labels[1].precision(), 1.0);
  EXPECT_DOUBLE_EQ(metrics.labels[1].recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.labels[0].f1(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.labels[1].f1(), 0.8);
  EXPECT_DOUBLE_EQ(metrics.macro_f1(), (2.0 / 3 + 0.8) / 2);
  EXPECT_DOUBLE_EQ(metrics.micro_f1(), 0.75);
  EXPECT_EQ(metrics.confusion, (std::vector<std::uint64_t>{1, 0, 1, 2}));
}

TEST(Metrics, OfManyLabelsADocumentByHand) {
  MetricsCounter counter(3);
  counter.add(std::vector<double>{0.9, 0.5, 0.1}, Labels{0, 1}, true);  // exact
  counter.add(std::vector<double>{0.3, 0.2, 0.4}, Labels{2}, true);     // nothing at 0.5
  counter.add(std::vector<double>{0.7, 0.2, 0.1}, Labels{}, true);      // one too many
  const ClassificationMetrics& metrics = counter.metrics();
  EXPECT_DOUBLE_EQ(metrics.accuracy(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.precision_at_1(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.micro_f1(), 2.0 * 2 / (3 + 3));
  EXPECT_DOUBLE_EQ(metrics.labels[0].f1(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(metrics.labels[2].f1(), 0.0);
}

TEST(Metrics, OfNothingAreZero) {
  const MetricsCounter counter(2);
  EXPECT_EQ(counter.metrics().accuracy(), 0.0);
  EXPECT_EQ(counter.metrics().macro_f1(), 0.0);
}

}  // namespace
}  // namespace t2v
