#include "report/explanation.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "report/small_explanation.h"

namespace t2v::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

std::vector<Json> json_of(const ExplainedText& text) {
  std::ostringstream out;
  write_explanations_json(out, text);
  std::istringstream in(out.str());
  std::vector<Json> objects;
  for (std::string line; std::getline(in, line);) objects.push_back(Json::parse(line));
  return objects;
}

TEST(ExplanationJson, HasAllThereIs) {
  const std::vector<Json> objects = json_of(small_explanation());
  ASSERT_EQ(objects.size(), 1U);
  EXPECT_EQ(objects[0], Json::parse(R"({
    "id": 7, "text": "최악 😀  좋다!", "true_labels": ["긍정"],
    "predictions": [{"label": "부정", "logit": 1.5, "probability": 0.75},
                    {"label": "긍정", "logit": 0.25, "probability": 0.25}],
    "predicted": ["부정"],
    "method": "integrated-gradients", "parameters": {"baseline": "zero", "steps": 50},
    "target": "부정", "output": "logit", "delta": 0.0625, "padding": 0.125,
    "tokens": [
      {"token": "최악", "begin": 0, "end": 6, "begin_code_point": 0, "end_code_point": 2,
       "score": 2.0},
      {"token": "😀", "begin": 7, "end": 11, "begin_code_point": 3, "end_code_point": 4,
       "score": 0.0},
      {"token": "좋다", "begin": 13, "end": 19, "begin_code_point": 6, "end_code_point": 8,
       "score": -1.0},
      {"token": "!", "begin": 19, "end": 20, "begin_code_point": 8, "end_code_point": 9,
       "score": 0.5}],
    "phrases": [
      {"phrase": "최악 😀", "begin": 0, "end": 11, "begin_token": 0, "end_token": 2, "score": 1.75},
      {"phrase": "좋다!", "begin": 13, "end": 20, "begin_token": 2, "end_token": 4, "score": 0.25}],
    "figures": {"r2": 0.5}})"));
}

TEST(ExplanationJson, SaysNullForWhatIsNotThere) {
  ExplainedText text = small_explanation();
  text.true_labels.reset();
  text.predictions[0].logit.reset();
  text.explanations[0].attribution.delta.reset();
  const Json object = json_of(text)[0];
  EXPECT_TRUE(object["true_labels"].is_null());
  EXPECT_TRUE(object["predictions"][0]["logit"].is_null());
  EXPECT_TRUE(object["delta"].is_null());
}

TEST(ExplanationJson, IsALineForEachExplanation) {
  ExplainedText text = small_explanation();
  text.explanations.push_back(text.explanations[0]);
  text.explanations[1].target = "긍정";
  const std::vector<Json> objects = json_of(text);
  ASSERT_EQ(objects.size(), 2U);
  EXPECT_EQ(objects[1]["target"], "긍정");
  text.explanations.clear();
  EXPECT_TRUE(json_of(text).empty());
}

TEST(ExplanationJson, ExplainsAnEmptyText) {
  ExplainedText text = small_explanation();
  text.text = "";
  text.tokens.clear();
  text.explanations[0].attribution.scores.clear();
  text.explanations[0].phrases.clear();
  EXPECT_EQ(json_of(text)[0]["tokens"], Json::array());
  EXPECT_EQ(json_of(text)[0]["text"], "");
}

TEST(ExplanationTable, HasARowAWord) {
  Table table = explanation_table();
  add_explanations(small_explanation(), table);
  std::ostringstream out;
  write_tsv(out, table);
  EXPECT_EQ(out.str(),
            "7\tintegrated-gradients\t부정\t최악\t0\t6\t2.000000\n"
            "7\tintegrated-gradients\t부정\t😀\t7\t11\t0.000000\n"
            "7\tintegrated-gradients\t부정\t좋다\t13\t19\t-1.000000\n"
            "7\tintegrated-gradients\t부정\t!\t19\t20\t0.500000\n");
}

std::string terminal_text(const ExplainedText& text, ColorDepth depth = ColorDepth::k24Bit) {
  std::ostringstream out;
  write_explanations_terminal(out, text, depth);
  return out.str();
}

TEST(ExplanationTerminal, ColorsWordsByScore) {
  const std::string shown = terminal_text(small_explanation());
  // Full red; nothing; half way from grey to blue; a quarter from grey to red.
  EXPECT_THAT(shown, HasSubstr("\x1b[38;2;0;0;0;48;2;255;90;80m최악\x1b[0m 😀  "
                               "\x1b[38;2;0;0;0;48;2;130;160;212m좋다\x1b[0m"
                               "\x1b[38;2;0;0;0;48;2;191;150;148m!\x1b[0m\n"));
  EXPECT_THAT(terminal_text(small_explanation(), ColorDepth::k256),
              HasSubstr("\x1b[38;5;16;48;5;203m최악\x1b[0m 😀  \x1b[38;5;16;48;5;110m좋다\x1b[0m"));
}

TEST(ExplanationTerminal, ShowsDecisionTruthAndPhrases) {
  const std::string shown = terminal_text(small_explanation());
  EXPECT_THAT(shown, HasSubstr("\x1b[1m7\x1b[0m  부정  \x1b[2mtrue: 긍정\x1b[0m\n"));
  EXPECT_THAT(shown, HasSubstr("  \x1b[1m부정\x1b[0m  0.750  ██████████████████\n"
                               "  긍정  0.250  ██████\n"));
  EXPECT_THAT(shown, HasSubstr("integrated-gradients for 부정 (logit), delta 6.2e-02, r2 0.500"));
  EXPECT_THAT(shown, HasSubstr("phrases: 최악 😀 1.75, 좋다! 0.25"));
}

TEST(ExplanationTerminal, LeavesATextWithoutScoresPlain) {
  ExplainedText text = small_explanation();
  text.explanations[0].attribution.scores = {0, 0, 0, 0};
  EXPECT_THAT(terminal_text(text), HasSubstr("\n  최악 😀  좋다!\n"));
}

TEST(ExplanationTerminal, LetsNoTextSteerTheTerminal) {
  ExplainedText text = small_explanation();
  text.text = "\x1b[2J\n\t. 최악";
  text.tokens = {{0, 4}, {6, 7}, {8, 14}, {14, 14}};
  text.explanations[0].attribution.scores = {0, 0, 0, 0};
  text.predictions[1].label = "a\x1b[31m";
  const std::string shown = terminal_text(text);
  EXPECT_THAT(shown, HasSubstr(" [2J  . 최악\n"));
  EXPECT_THAT(shown, Not(HasSubstr("\x1b[31m")));
}

/// The texts that a page carries.
Json page_data(const std::string& page) {
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(begin) + begin.size();
  return Json::parse(page.substr(from, page.find("</script>", from) - from));
}

std::string page_of(const std::vector<ExplainedText>& texts) {
  std::string page = html_page_head();
  for (std::size_t i = 0; i < texts.size(); ++i) page += html_page_text(texts[i], i == 0);
  return page + html_page_tail();
}

TEST(ExplanationPage, CarriesEveryTextInPieces) {
  const Json data = page_data(page_of({small_explanation(), small_explanation()}));
  ASSERT_EQ(data.size(), 2U);
  EXPECT_EQ(data[1], data[0]);
  EXPECT_EQ(data[0]["pieces"], Json({"", "최악", " ", "😀", "  ", "좋다", "", "!", ""}));
  EXPECT_EQ(data[0]["truth"], Json({"긍정"}));
  EXPECT_EQ(data[0]["explanations"][0]["scores"], Json({2.0, 0.0, -1.0, 0.5}));
  EXPECT_EQ(data[0]["explanations"][0]["phrases"],
            Json::parse(R"([["최악 😀", 1.75], ["좋다!", 0.25]])"));
  EXPECT_EQ(page_data(page_of({})), Json::array());
}

TEST(ExplanationPage, EscapesWhatWouldEndTheScript) {
  ExplainedText text = small_explanation();
  text.text = "</script><script>alert(1)</script> &amp; <!-- \u2028\u2029 \"quoted\\ 최악";
  text.tokens = {{0, text.text.size()}};
  text.explanations[0].attribution.scores = {1};
  text.explanations[0].phrases = {{0, 1, 1}};
  text.predictions[0].label = "<b>&";
  const std::string page = page_of({text});
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<b>&")));
  EXPECT_THAT(page, Not(HasSubstr("\u2028")));
  EXPECT_THAT(page, Not(HasSubstr("\u2029")));
  const Json data = page_data(page);
  EXPECT_EQ(data[0]["pieces"][1], text.text);
  EXPECT_EQ(data[0]["predictions"][0]["label"], "<b>&");
}

TEST(ExplanationPage, NeedsNoNetwork) {
  const std::string page = page_of({small_explanation()});
  for (const char* reference : {"http:", "https:", "src=", "<link", "@import", "url("}) {
    EXPECT_THAT(page, Not(HasSubstr(reference))) << reference;
  }
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
}

}  // namespace
}  // namespace t2v::testing
