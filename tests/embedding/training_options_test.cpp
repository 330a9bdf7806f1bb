#include "embedding/training_options.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

#include "text/error.h"

namespace t2v {
namespace {

std::string complaint(const std::function<void(TrainingOptions&)>& change) {
  TrainingOptions options;
  change(options);
  try {
    options.validate();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(TrainingOptions, DefaultsAreInRange) {
  EXPECT_EQ(complaint([](auto&) {}), "");
}

TEST(TrainingOptions, ComplaintsNameOptionValueAndRange) {
  EXPECT_EQ(complaint([](auto& o) { o.dim = 0; }), "dim is 0, expected 1 to 4096");
  EXPECT_EQ(complaint([](auto& o) { o.dim = 1'000'000'000; }),
            "dim is 1000000000, expected 1 to 4096");
  EXPECT_EQ(complaint([](auto& o) { o.window = 0; }), "window is 0, expected 1 to 1000");
  EXPECT_EQ(complaint([](auto& o) { o.negative = 65; }), "negative is 65, expected 1 to 64");
  EXPECT_EQ(complaint([](auto& o) { o.epochs = 0; }), "epochs is 0, expected 1 to 100000");
  EXPECT_EQ(complaint([](auto& o) { o.learning_rate = std::nan(""); }),
            "lr is nan, expected 1e-09 to 10");
  EXPECT_EQ(complaint([](auto& o) { o.subsample = -1; }), "subsample is -1, expected 0 to 1");
  EXPECT_EQ(complaint([](auto& o) { o.sampling_exponent = 3; }),
            "sampling-exponent is 3, expected -2 to 2");
  EXPECT_EQ(complaint([](auto& o) { o.label_weight = INFINITY; }),
            "label-weight is inf, expected 0 to 100");
  EXPECT_EQ(complaint([](auto& o) { o.label_balance = 1.5; }),
            "label-balance is 1.5, expected 0 to 1");
  EXPECT_EQ(complaint([](auto& o) { o.document_weight = 0; }),
            "document-weight is 0, expected 0.001 to 100");
  EXPECT_EQ(complaint([](auto& o) { o.threads = 1025; }), "threads is 1025, expected 0 to 1024");
}

}  // namespace
}  // namespace t2v
