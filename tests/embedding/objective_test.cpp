#include "embedding/objective.h"

#include <gtest/gtest.h>

#include <string>

#include "text/error.h"

namespace t2v {
namespace {

TEST(Objective, NamesLeadThereAndBack) {
  EXPECT_EQ(objective_name(Objective::kJoint), "joint");
  for (const std::string name : {"independent", "joint"}) {
    EXPECT_EQ(objective_name(objective_named(name)), name);
  }
}

TEST(Objective, OtherNamesAreRefused) {
  try {
    objective_named("Joint");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "objective is 'Joint', expected independent or joint");
  }
}

}  // namespace
}  // namespace t2v
