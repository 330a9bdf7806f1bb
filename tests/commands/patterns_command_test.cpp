#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "commands/trained_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;
using Json = nlohmann::json;

/// t2v-attribute patterns: the phrases that the filters look for.
class PatternsCommand : public TrainedClassifier {};

TEST_F(PatternsCommand, CarryTheirLabel) {
  const auto patterns = objects({"patterns", "corpus.txt", "--top", "10"});
  ASSERT_THAT(patterns, SizeIs(20));
  const auto corpus = lines_of(folder_->read("corpus.txt"));
  for (const Json& pattern : patterns) {
    const auto phrase = pattern.at("phrase").get<std::string>();
    const auto& verdicts = pattern.at("label") == "긍정" ? kPraise : kComplaints;
    EXPECT_TRUE(std::any_of(verdicts.begin(), verdicts.end(), [&](const std::string& word) {
      return phrase.find(word) != std::string::npos;
    })) << phrase;
    EXPECT_EQ(pattern.at("example"), corpus.at(pattern.at("line").get<std::size_t>() - 1));
    EXPECT_THAT(pattern.at("example").get<std::string>(), HasSubstr(phrase));
    EXPECT_GE(pattern.at("documents").get<int>(), 1);
  }
}

TEST_F(PatternsCommand, OfEachDocument) {
  folder_->write("few.txt", "스토리 훌륭 올해 최고\n\n연기 억지 완전 노잼\n");
  const auto documents = objects({"patterns", "few.txt", "--per-document", "--phrases", "2"});
  ASSERT_THAT(documents, SizeIs(3));
  EXPECT_EQ(documents[0].at("line"), 1);
  EXPECT_EQ(documents[0].at("label"), "긍정");
  EXPECT_THAT(documents[0].at("phrases"), SizeIs(AllOf(Ge(1), Le(2))));
  EXPECT_THAT(documents[1].at("phrases"), IsEmpty());
  EXPECT_EQ(documents[2].at("label"), "부정");
  const auto negative = lines({"patterns", "few.txt", "--per-document", "--label", "부정"});
  EXPECT_THAT(column(negative, 1), Each("부정"));
  EXPECT_THAT(column(negative, 0), Contains("3"));
}

TEST_F(PatternsCommand, Refusals) {
  refuse({"patterns"}, 2, "CORPUS");
  refuse({"patterns", "corpus.txt", "--label", "중립"}, 1, "'중립' is no label");
  refuse({"patterns", "corpus.txt", "--phrases", "0"}, 2, "--phrases");
  refuse({"patterns", "corpus.txt", "--per-document", "--top", "3"}, 2, "--top");
}

}  // namespace
}  // namespace t2v::testing
