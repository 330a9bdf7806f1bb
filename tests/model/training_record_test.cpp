#include "model/training_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/error.h"

namespace t2v {
namespace {

std::string complaint(const std::string& options_json) {
  try {
    recorded_training_options(options_json);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(TrainingRecord, RestoresWhatTrainingWrote) {
  const TrainingOptions options = recorded_training_options(
      R"({"tokenizer":"whitespace","dim":50,"window":3,"negative":7,"epochs":9,"lr":0.05,
          "subsample":0.001,"sampling-exponent":0.5,"objective":"joint","label-weight":2.5,
          "label-balance":0.25,"documents":true,"document-weight":1.5,"threads":4,"replicas":3,"seed":11})");
  EXPECT_EQ(options.dim, 50U);
  EXPECT_EQ(options.window, 3U);
  EXPECT_EQ(options.negative, 7U);
  EXPECT_EQ(options.epochs, 9U);
  EXPECT_EQ(options.learning_rate, 0.05);
  EXPECT_EQ(options.subsample, 0.001);
  EXPECT_EQ(options.sampling_exponent, 0.5);
  EXPECT_EQ(options.objective, Objective::kJoint);
  EXPECT_EQ(options.label_weight, 2.5);
  EXPECT_EQ(options.label_balance, 0.25);
  EXPECT_TRUE(options.documents);
  EXPECT_EQ(options.replicas, 3U);
  EXPECT_EQ(options.document_weight, 1.5);
  EXPECT_EQ(options.threads, 4U);
  EXPECT_EQ(options.seed, 11U);
}

TEST(TrainingRecord, WhatIsMissingHasItsDefault) {
  const TrainingOptions options = recorded_training_options("{}");
  EXPECT_EQ(options.window, TrainingOptions().window);
  EXPECT_EQ(options.objective, Objective::kIndependent);
  EXPECT_FALSE(options.documents);
}

TEST(TrainingRecord, RefusesWhatTrainingCannotHaveWritten) {
  EXPECT_EQ(complaint(R"({"window":"five"})"),
            "the model's option window is \"five\", expected a whole number");
  EXPECT_EQ(complaint(R"({"lr":"five"})"), "the model's option lr is \"five\", expected a number");
  EXPECT_EQ(complaint(R"({"dim":100.5})"),
            "the model's option dim is 100.5, expected a whole number");
  EXPECT_EQ(complaint(R"({"threads":-4294967295})"),
            "the model's option threads is -4294967295, expected a whole number");
  EXPECT_EQ(complaint(R"({"epochs":4294967297})"),
            "the model's option epochs is 4294967297, expected a whole number");
  EXPECT_EQ(complaint(R"({"negative":0})"), "the model's option negative is 0, expected 1 to 64");
  EXPECT_THAT(complaint(R"({"objective":7})"), testing::HasSubstr("objective is '7'"));
  EXPECT_EQ(complaint("[]"), "the model's options are no JSON object");
}

TEST(TrainingRecord, ListsWithinListsAreNoNumbers) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_EQ(complaint(R"({"dim":)" + deep + "}"),
            "the model's option dim is array, expected a whole number");
  EXPECT_THAT(complaint(R"({"objective":)" + deep + "}"), testing::HasSubstr("is 'array'"));
}

}  // namespace
}  // namespace t2v
