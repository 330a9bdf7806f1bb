#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/paper_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

class ExplainCommand : public ::testing::Test {
 protected:
  ExplainCommand() { write_paper_classifier(folder_); }

  Outcome explain(std::vector<std::string> arguments, const std::string& standard_input = "") {
    arguments.insert(arguments.begin(), "explain");
    Surroundings surroundings;
    surroundings.standard_input = standard_input;
    return run_attribute(folder_, arguments, surroundings);
  }

  /// The objects that --json prints.
  std::vector<Json> explain_json(std::vector<std::string> arguments,
                                 const std::string& standard_input = "") {
    arguments.emplace_back("--json");
    const Outcome outcome = explain(std::move(arguments), standard_input);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<Json> objects;
    for (const std::string& line : outcome.out_lines()) objects.push_back(Json::parse(line));
    return objects;
  }

  void expect_usage_error(const std::vector<std::string>& arguments, const std::string& what) {
    const Outcome outcome = explain(arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v-attribute: ")));
    EXPECT_THAT(outcome.err, HasSubstr(what));
    EXPECT_THAT(outcome.out, IsEmpty());
  }

  WorkFolder folder_;
};

TEST_F(ExplainCommand, PrintsALineAWord) {
  const Outcome outcome = explain({"영화  정말 최고", "최악 최악"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "1\tintegrated-gradients\t긍정\t영화\t0\t6\t0.000000\n"
            "1\tintegrated-gradients\t긍정\t정말\t8\t14\t0.000000\n"
            "1\tintegrated-gradients\t긍정\t최고\t15\t21\t3.000000\n"
            // The window of width 1 is won by the first of equals.
            "2\tintegrated-gradients\t부정\t최악\t0\t6\t3.000000\n"
            "2\tintegrated-gradients\t부정\t최악\t7\t13\t1.000000\n");
}

TEST_F(ExplainCommand, TellsAllInJson) {
  const std::vector<Json> objects = explain_json({"영화 정말 최고"});
  ASSERT_EQ(objects.size(), 1U);
  const Json& object = objects[0];
  EXPECT_EQ(object["id"], 1);
  EXPECT_EQ(object["text"], "영화 정말 최고");
  EXPECT_TRUE(object["true_labels"].is_null());
  EXPECT_EQ(object["predictions"][0]["label"], "부정");
  EXPECT_EQ(object["predictions"][0]["logit"], 0.0);
  EXPECT_EQ(object["predictions"][1]["logit"], 3.0);
  EXPECT_NEAR(object["predictions"][1]["probability"], 1 / (1 + std::exp(-3.0)), 1e-6);
  EXPECT_EQ(object["predicted"], Json({"긍정"}));
  EXPECT_EQ(object["method"], "integrated-gradients");
  EXPECT_EQ(object["parameters"], Json({{"baseline", "zero"}}));
  EXPECT_EQ(object["target"], "긍정");
  EXPECT_EQ(object["output"], "logit");
  EXPECT_NEAR(object["delta"], 0, 1e-6);
  EXPECT_EQ(object["padding"], 0.0);
  EXPECT_EQ(object["tokens"][2]["begin_code_point"], 6);
  EXPECT_NEAR(object["tokens"][2]["score"], 3, 1e-6);
  EXPECT_EQ(object["phrases"][0]["phrase"], "최고");
  EXPECT_NEAR(object["phrases"][0]["score"], 2, 1e-6);
  EXPECT_EQ(object["phrases"][1]["phrase"], "영화 정말 최고");
}

TEST_F(ExplainCommand, TakesMethodsTargetsAndOutputs) {
  const std::vector<Json> objects =
      explain_json({"최고", "--method", "window-split,leave-one-out", "--method", "window-split",
                    "--target", "all", "--output", "probability", "--phrases", "0"});
  std::vector<std::string> what;
  for (const Json& object : objects) {
    what.push_back(object["target"].get<std::string>() + " " + object["method"].get<std::string>());
    EXPECT_EQ(object["output"], "probability");
    EXPECT_THAT(object["phrases"], IsEmpty());
  }
  EXPECT_THAT(what, ElementsAre("부정 window-split", "부정 leave-one-out", "긍정 window-split",
                                "긍정 leave-one-out"));
  EXPECT_NEAR(objects[3]["tokens"][0]["score"], 1 / (1 + std::exp(-3.0)) - 0.5, 1e-6);
  EXPECT_NEAR(explain_json({"최고", "--target", "부정"})[0]["tokens"][0]["score"], 0, 1e-6);
  EXPECT_EQ(explain_json({"최고", "--steps", "7", "--baseline", "padding"})[0]["parameters"],
            Json({{"baseline", "padding"}, {"steps", 7}}));
  EXPECT_EQ(
      explain_json({"최고", "--method", "lime", "--samples", "9", "--seed", "4"})[0]["parameters"],
      Json({{"samples", 9}, {"seed", 4}}));
}

TEST_F(ExplainCommand, TakesTextsFromEverywhereInOrder) {
  folder_.write("texts.txt", "\uFEFF최악 영화\r\n\r\n최고\n");
  folder_.write("labels.txt", "긍정\n\n부정 긍정\n긍정\n\n새것\n");
  const std::vector<Json> objects = explain_json(
      {"정말", "-", "--file", "texts.txt", "--labels-file", "labels.txt"}, "최고 최고\n영화\n");
  std::vector<std::string> texts;
  std::vector<Json> labels;
  for (const Json& object : objects) {
    texts.push_back(object["text"]);
    labels.push_back(object["true_labels"]);
    EXPECT_EQ(object["id"], texts.size());
  }
  EXPECT_THAT(texts, ElementsAre("정말", "최고 최고", "영화", "최악 영화", "", "최고"));
  EXPECT_THAT(labels, ElementsAre(Json({"긍정"}), Json::array(), Json({"부정", "긍정"}),
                                  Json({"긍정"}), Json::array(), Json({"새것"})));
}

TEST_F(ExplainCommand, KeepsTheOrderOfManyTexts) {
  std::string texts;
  for (int i = 0; i < 3000; ++i) texts += "최고 " + std::to_string(i) + "\n";
  const std::vector<Json> objects = explain_json({"-"}, texts);
  ASSERT_EQ(objects.size(), 3000U);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    EXPECT_EQ(objects[i]["id"], i + 1);
    EXPECT_EQ(objects[i]["text"], "최고 " + std::to_string(i));
  }
}

TEST_F(ExplainCommand, ExplainsMistakesSurestFirst) {
  folder_.write("corpus.txt", "최고\n최고\n최악 최악 최악\n최고 최악\n영화\n최악\n");
  folder_.write("labels.txt", "긍정\n부정\n긍정\n긍정\n\n새것\n");
  std::vector<std::string> arguments = {"--misclassified", "corpus.txt", "labels.txt"};
  const Outcome outcome = explain(arguments);
  EXPECT_THAT(outcome.err, HasSubstr("2 documents carry no label of the classifier"));
  // 최고 최악 is as much one as the other, and the first label wins.
  EXPECT_THAT(outcome.err, HasSubstr("3 of 4 documents misclassified"));
  std::vector<int> ids;
  for (const Json& object : explain_json(arguments)) ids.push_back(object["id"]);
  EXPECT_THAT(ids, ElementsAre(3, 2, 4));
  arguments.insert(arguments.end(), {"--top", "1"});
  EXPECT_EQ(explain_json(arguments).size(), 1U);
}

TEST_F(ExplainCommand, WritesAPage) {
  const Outcome outcome = explain({"최고 <script>", "--html", "page.html", "--target", "all"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, IsEmpty());
  const std::string page = folder_.read("page.html");
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page, HasSubstr("최고"));
  EXPECT_THAT(page, Not(HasSubstr("최고 <script>")));
  EXPECT_EQ(explain_json({"최고", "--html", "page.html"}).size(), 1U);
  EXPECT_THAT(folder_.names(), ElementsAre("cnn.h5", "page.html"));
}

TEST_F(ExplainCommand, LeavesAnOldPageWhenItFails) {
  folder_.write("page.html", "old");
  const Outcome outcome = explain({"최고", "--html", "page.html", "--target", "없음"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("'없음', expected predicted, all or a label: 부정, 긍정"));
  EXPECT_EQ(folder_.read("page.html"), "old");
  EXPECT_THAT(folder_.names(), ElementsAre("cnn.h5", "page.html"));
}

/// The code points [begin, end) of `text`.
std::string code_points(const std::string& text, std::size_t begin, std::size_t end) {
  std::string part;
  std::size_t count = 0;
  for (const char unit : text) {
    if ((static_cast<unsigned char>(unit) & 0xC0) != 0x80) ++count;
    if (count > begin && count <= end) part += unit;
  }
  return part;
}

TEST_F(ExplainCommand, AnswersForEveryText) {
  std::string long_text;
  for (int i = 0; i < 10'000; ++i) long_text += i % 7 == 0 ? "최악 " : "낱말 ";
  const std::vector<std::string> texts = {
      "",
      "   ",
      "모르는 말뿐",
      "최고",
      "최고\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467 최악",
      "\u110E\u116C\u1100\u1169 \u110E\u116C\u110B\u1161\u11A8",  // 최고 최악, decomposed
      "最好的电影 最悪 the best film 최고ㅋㅋㅋ ﷺ मूवी",
      "<script>alert('최악')</script>&amp;\"",
      "broken \xFF\xFE 최고 \xE2\x80",
      "tab\there\u2028최악\u00A0끝",
      "ＡＢＣ　최고",
      long_text,
  };
  std::string lines;
  for (const std::string& text : texts) lines += text + "\n";
  const std::vector<Json> objects =
      explain_json({"-", "--method", "all", "--target", "all", "--samples", "200"}, lines);
  ASSERT_EQ(objects.size(), texts.size() * 11 * 2);
  for (const Json& object : objects) {
    const std::string text = object["text"];
    for (const Json& token : object["tokens"]) {
      const std::size_t begin = token["begin"];
      const std::size_t end = token["end"];
      ASSERT_TRUE(token["score"].is_number()) << object["method"] << ": " << token;
      ASSERT_EQ(token["token"], text.substr(begin, end - begin));
      if (text.size() < 1000) {
        ASSERT_EQ(token["token"],
                  code_points(text, token["begin_code_point"], token["end_code_point"]));
      }
    }
    for (const Json& prediction : object["predictions"])
      ASSERT_TRUE(prediction["probability"].is_number()) << text;
    ASSERT_TRUE(object["padding"].is_number()) << object["method"] << text.substr(0, 100);
  }
}

TEST_F(ExplainCommand, HighlightsTheWordItFound) {
  const std::vector<Json> objects =
      explain_json({"\U0001F600 \u110E\u116C\u1100\u1169", "film <b>최고</b>!"});
  for (const Json& object : objects) {
    for (const Json& token : object["tokens"])
      EXPECT_EQ(token["token"] == "최고", token["score"] != 0.0) << token;
  }
  EXPECT_EQ(objects[0]["text"], "\U0001F600 최고");
}

TEST_F(ExplainCommand, RefusesWhatMakesNoSense) {
  expect_usage_error({}, "no text, expected TEXT, - or --file FILE");
  expect_usage_error({"최고", "--method", "limes"}, "--method is 'limes', perhaps lime, expected");
  expect_usage_error({"최고", "--output", "loss"}, "--output is 'loss', expected logit or");
  expect_usage_error({"최고", "--baseline", "x"}, "--baseline is 'x', expected zero or padding");
  expect_usage_error({"최고", "--steps", "-1"}, "--steps is '-1'");
  expect_usage_error({"최고", "--samples", "20"}, "--samples needs --method lime");
  expect_usage_error({"최고", "--method", "lime", "--steps", "3"},
                     "--steps needs --method integrated-gradients");
  expect_usage_error({"최고", "--top", "3"}, "--top needs --misclassified");
  expect_usage_error({"최고", "--labels", "a,b"}, "--labels needs --classifier");
  expect_usage_error({"최고", "--tokenizer", "unicode"}, "--tokenizer needs --classifier");
  expect_usage_error({"--misclassified", "corpus.txt"}, "expected CORPUS and LABELS");
  expect_usage_error({"--misclassified", "-", "-"}, "both '-'");
}

TEST_F(ExplainCommand, RefusesLabelsOfOtherTexts) {
  folder_.write("labels.txt", "긍정\n부정\n");
  const Outcome outcome = explain({"최고", "--labels-file", "labels.txt"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("labels.txt has 2 lines, expected 1 as there are texts"));
}

TEST_F(ExplainCommand, NamesAClassifierThatIsNone) {
  folder_.write("other.h5", "text");
  const Outcome outcome = explain({"최고", "-m", "other.h5"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("cannot open other.h5: not an HDF5")));
}

}  // namespace
}  // namespace t2v::testing
