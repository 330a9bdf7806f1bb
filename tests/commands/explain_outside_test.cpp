#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "attribution/leave_one_out.h"
#include "attribution/lime.h"
#include "commands/film_reviews.h"
#include "commands/paper_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;

constexpr const char* kPython = "/usr/bin/python3";  // the one Debian's python3-sklearn belongs to

/// 0.75 and 0.25, the other way round where 최고 occurs.
constexpr const char* kFindsTheBest =
    "while read -r line; do case $line in *최고*) echo 0.25 0.75;; *) echo 0.75 0.25;; esac; done";

Outcome explain_outside(const WorkFolder& folder, const std::string& command,
                        std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"explain", "--classifier", command});
  return run_attribute(folder, arguments);
}

TEST(ExplainOutside, LeavesWordsOut) {
  const WorkFolder folder;
  const Outcome outcome =
      explain_outside(folder, kFindsTheBest,
                      {"영화 최고", "최악", "--labels", "부정,긍정", "--method", "leave-one-out"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "1\tleave-one-out\t긍정\t영화\t0\t6\t0.000000\n"
            "1\tleave-one-out\t긍정\t최고\t7\t13\t0.500000\n"
            "2\tleave-one-out\t부정\t최악\t0\t6\t0.000000\n");
}

TEST(ExplainOutside, TellsProbabilitiesWithoutLogits) {
  const WorkFolder folder;
  const Outcome outcome = explain_outside(
      folder, kFindsTheBest,
      {"영화最高최고", "--labels", "부정,긍정", "--json", "--tokenizer", "characters"});
  const Json object = Json::parse(outcome.out);
  EXPECT_EQ(object["method"], "lime");
  EXPECT_EQ(object["output"], "probability");
  EXPECT_EQ(object["tokens"].size(), 6U);
  EXPECT_EQ(object["predictions"],
            Json::parse(R"([{"label": "부정", "logit": null, "probability": 0.25},
                            {"label": "긍정", "logit": null, "probability": 0.75}])"));
  EXPECT_THAT(object["phrases"], IsEmpty());
}

TEST(ExplainOutside, FindsItsMistakes) {
  const WorkFolder folder;
  folder.write("corpus.txt", "최고\n영화\n최악\n");
  folder.write("labels.txt", "긍정\n긍정\n부정\n");
  const Outcome outcome =
      explain_outside(folder, kFindsTheBest,
                      {"--misclassified", "corpus.txt", "labels.txt", "--labels", "부정,긍정"});
  EXPECT_EQ(outcome.out, "2\tlime\t부정\t영화\t0\t6\t0.000000\n");
}

TEST(ExplainOutside, SaysWhatIsWrongWithIt) {
  const WorkFolder folder;
  const auto expect_failure = [&](const std::string& command, const std::vector<std::string>& more,
                                  int exit_code, const std::string& what) {
    std::vector<std::string> arguments = {"영화 최고"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = explain_outside(folder, command, arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << command;
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
    EXPECT_THAT(outcome.out, IsEmpty());
  };
  const std::vector<std::string> two = {"--labels", "부정,긍정"};
  expect_failure("read line; exit 4", two, 1, "ended with exit status 4 after 0 answers");
  expect_failure("while read line; do echo 1; done", two, 1, "expected 2 probabilities");
  expect_failure("cat > /dev/null", {"--labels", "a,b", "--classifier-timeout", "0.1"}, 1,
                 "no answer within 0.1 s");
  expect_failure(kFindsTheBest, {}, 2, "--classifier needs --labels");
  expect_failure(kFindsTheBest, {"--labels", "a,,b"}, 2, "--labels is 'a,,b'");
  expect_failure(kFindsTheBest, {"--labels", "a,a"}, 2, "--labels is 'a,a'");
  expect_failure(kFindsTheBest, {"--labels", "a,b", "--method", "cam"}, 2,
                 "--method is 'cam', expected lime or leave-one-out");
  expect_failure(kFindsTheBest, {"--labels", "a,b", "--output", "logit"}, 2,
                 "expected probability with --classifier");
  expect_failure(kFindsTheBest, {"--labels", "a,b", "-m", "cnn.h5"}, 2, "--model is for");
  expect_failure(kFindsTheBest, {"--labels", "a,b", "--classifier-timeout", "0"}, 2,
                 "--classifier-timeout is '0'");
}

/// Logistic regression over the words of a text, as outside_classifier.py says it adds them up.
class LogisticText final : public PerturbedText {
 public:
  LogisticText(const Json& model, std::vector<std::string> words)
      : model_(model), words_(std::move(words)) {}
  std::size_t tokens() const override { return words_.size(); }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override {
    std::vector<double> outputs;
    for (const auto& tokens : kept) {
      std::set<std::string> present;
      for (const std::uint32_t token : tokens) present.insert(words_[token]);
      double sum = model_["intercept"];
      for (const std::string& word : present) sum += model_["weights"].value(word, 0.0);
      outputs.push_back(1 / (1 + std::exp(-sum)));
    }
    return outputs;
  }

 private:
  const Json& model_;
  std::vector<std::string> words_;
};

TEST(ExplainOutside, AgreesWithLimeOnTheProbabilitiesOfScikitLearn) {
  if (std::system(fmt::format("{} -c 'import sklearn' 2>/dev/null", kPython).c_str()) != 0)
    GTEST_SKIP() << kPython << " has no sklearn";
  const WorkFolder folder;
  write_film_reviews(folder);
  const std::string classifier =
      fmt::format("{} '{}' corpus.txt labels.txt", kPython, OUTSIDE_CLASSIFIER);
  ASSERT_EQ(
      std::system(
          fmt::format("cd '{}' && {} --weights > weights.json", folder.path(), classifier).c_str()),
      0);
  const Json model = Json::parse(folder.read("weights.json"));
  ASSERT_EQ(model["labels"], Json({"긍정", "부정"}));  // the weights are those of the second

  const std::vector<std::string> words = {"스토리", "정말", "최악", "배우", "최고", "스토리"};
  const LogisticText text(model, words);
  const Outcome outcome = explain_outside(
      folder, classifier,
      {"스토리 정말  최악 배우 최고 스토리", "--labels", "긍정,부정", "--target", "부정",
       "--method", "lime,leave-one-out", "--samples", "400", "--seed", "3", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  MethodOptions options;
  options.lime_samples = 400;
  options.seed = 3;
  const std::vector<Attribution> expected = {lime(text, options), leave_one_out(text)};
  for (std::size_t method = 0; method < expected.size(); ++method) {
    const Json object = Json::parse(outcome.out_lines()[method]);
    for (std::size_t word = 0; word < words.size(); ++word) {
      EXPECT_EQ(object["tokens"][word]["token"], words[word]);
      EXPECT_NEAR(object["tokens"][word]["score"], expected[method].scores[word], 1e-9);
    }
    for (const auto& [name, value] : expected[method].figures)
      EXPECT_NEAR(object["figures"][name], value, 1e-9) << name;
  }
  EXPECT_GT(expected[0].scores[2], 0.05);   // 최악
  EXPECT_LT(expected[0].scores[4], -0.05);  // 최고
}

}  // namespace
}  // namespace t2v::testing
