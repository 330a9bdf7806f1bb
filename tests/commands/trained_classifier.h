#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {

/// A folder with the film reviews and a classifier that was trained on them, cnn.h5. Made once for
/// the tests of a suite: none changes it.
class TrainedClassifier : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite() { folder_.reset(); }

  /// Runs t2v-attribute.
  static Outcome attribute(const std::vector<std::string>& arguments);
  /// What it prints, where it must not fail.
  static std::vector<std::string> lines(const std::vector<std::string>& arguments);
  /// The same with --json.
  static std::vector<nlohmann::json> objects(std::vector<std::string> arguments);
  /// Expects one line that says `what`.
  static void refuse(const std::vector<std::string>& arguments, int exit_code,
                     const std::string& what);

  static std::unique_ptr<WorkFolder> folder_;
  /// Words of one label alone.
  static const std::vector<std::string> kComplaints;
  static const std::vector<std::string> kPraise;
};

/// What stands between the tabs of a line.
std::vector<std::string> cells(const std::string& line);
/// Cell `number`, counted from 0, of each line.
std::vector<std::string> column(const std::vector<std::string>& lines, std::size_t number);

}  // namespace t2v::testing
