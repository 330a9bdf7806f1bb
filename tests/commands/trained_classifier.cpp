#include "commands/trained_classifier.h"

#include <gmock/gmock.h>

#include <sstream>

#include "commands/film_reviews.h"
#include "commands/paper_classifier.h"

namespace t2v::testing {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

std::unique_ptr<WorkFolder> TrainedClassifier::folder_;
const std::vector<std::string> TrainedClassifier::kComplaints{"환불", "실망", "억지", "허접",
                                                              "최악", "노잼", "지루"};
const std::vector<std::string> TrainedClassifier::kPraise{"추천", "훌륭", "여운", "탄탄",
                                                          "최고", "꿀잼", "감동"};

void TrainedClassifier::SetUpTestSuite() {
  folder_ = std::make_unique<WorkFolder>();
  write_film_reviews(*folder_);
  const Outcome outcome = attribute({"train", "corpus.txt", "labels.txt", "-o", "cnn.h5", "--dim",
                                     "16", "--filters", "8", "--epochs", "10", "--batch", "16",
                                     "--seed", "7", "--threads", "1", "--quiet"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
}

Outcome TrainedClassifier::attribute(const Arguments& arguments) {
  return run_attribute(*folder_, arguments);
}

std::vector<std::string> TrainedClassifier::lines(const Arguments& arguments) {
  const Outcome outcome = attribute(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  return outcome.out_lines();
}

std::vector<Json> TrainedClassifier::objects(Arguments arguments) {
  arguments.emplace_back("--json");
  std::vector<Json> objects;
  for (const std::string& line : lines(arguments)) objects.push_back(Json::parse(line));
  return objects;
}

void TrainedClassifier::refuse(const Arguments& arguments, int exit_code, const std::string& what) {
  const Outcome outcome = attribute(arguments);
  EXPECT_EQ(outcome.exit_code, exit_code) << what;
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
  EXPECT_THAT(outcome.out, IsEmpty());
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) result.push_back(cell);
  return result;
}

std::vector<std::string> column(const std::vector<std::string>& lines, std::size_t number) {
  std::vector<std::string> result;
  for (const std::string& line : lines) result.push_back(cells(line).at(number));
  return result;
}

}  // namespace t2v::testing
