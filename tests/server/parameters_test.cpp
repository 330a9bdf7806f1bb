#include "server/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What a call is refused with: "400: why".
template <typename Call>
std::string refusal(Call&& call) {
  try {
    call();
  } catch (const RequestError& error) {
    return std::to_string(error.status()) + ": " + error.what();
  }
  return "";
}

TEST(Parameters, AreTextsNumbersAndLists) {
  const Parameters parameters({{"q", "최악"}, {"n", "7"}, {"q", "-부정"}, {"weight", "-1.5"}},
                              {"q", "n", "weight", "mode"});
  EXPECT_THAT(parameters.all("q"), ElementsAre("최악", "-부정"));
  EXPECT_THAT(parameters.all("mode"), IsEmpty());
  EXPECT_EQ(parameters.number<std::size_t>("n", 10, 1, 100), 7U);
  EXPECT_EQ(parameters.number("weight", 1.0, -2.0, 2.0), -1.5);
  EXPECT_EQ(parameters.number<std::size_t>("mode", 10, 1, 100), 10U);
  EXPECT_EQ(parameters.one_of("mode", {"add", "mul"}), "add");
  EXPECT_TRUE(parameters.has("n"));
  EXPECT_FALSE(parameters.has("mode"));
}

TEST(Parameters, RefuseNumbersThatAreNone) {
  for (const std::string text :
       {"", "0", "101", "-1", "7x", " 7", "7.5", "1e1", "99999999999999999999"}) {
    const Parameters parameters({{"n", text}}, {"n"});
    EXPECT_EQ(refusal([&] { parameters.number<std::size_t>("n", 10, 1, 100); }),
              "400: n is '" + text + "', expected a whole number from 1 to 100");
  }
  for (const std::string text : {"nan", "inf", "1e9", "x"}) {
    const Parameters parameters({{"weight", text}}, {"weight"});
    EXPECT_EQ(refusal([&] { parameters.number("weight", 1.0, -2.0, 2.0); }),
              "400: weight is '" + text + "', expected a number from -2 to 2");
  }
}

TEST(Parameters, RefuseWhatNobodyKnowsOrTwice) {
  EXPECT_EQ(refusal([] {
              Parameters({{"k", "7"}}, {"q", "n"});
            }),
            "400: unknown parameter 'k', expected q, n");
  EXPECT_EQ(refusal([] {
              Parameters({{"k", "7"}}, {});
            }),
            "400: unknown parameter 'k', expected none");
  const Parameters twice({{"n", "7"}, {"n", "8"}}, {"n"});
  EXPECT_EQ(refusal([&] { twice.text("n"); }), "400: n is there more than once, expected one");
}

TEST(Parameters, RefuseWhatIsMissingEmptyOrNoChoice) {
  const Parameters parameters({{"mode", "div"}, {"word", ""}}, {"mode", "word", "label"});
  EXPECT_EQ(refusal([&] {
              parameters.one_of("mode", {"add", "mul"});
            }),
            "400: mode is 'div', expected add or mul");
  EXPECT_EQ(refusal([&] { parameters.required_text("word", "최악"); }),
            "400: no word, expected one such as word=최악");
  EXPECT_EQ(refusal([&] { parameters.required_text("label", "film:1"); }),
            "400: no label, expected one such as label=film:1");
}

TEST(Parameters, RefuseTooManyAndTooLongOnes) {
  EXPECT_EQ(refusal([] {
              Parameters({{"q", std::string(1025, 'x')}}, {"q"});
            }),
            "400: q has 1025 bytes, expected at most 1024");
  std::multimap<std::string, std::string> many;
  for (int i = 0; i < 65; ++i) many.emplace("q", "x");
  EXPECT_EQ(refusal([&] { Parameters(many, {"q"}); }), "400: 65 parameters, expected at most 64");
}

TEST(Parameters, AreReadFromJson) {
  const auto parameters = Parameters::from_json(
      R"({"text": "좋은 영화\n", "n": 7, "label": ["긍정", "부정"], "weight": 0.5})",
      {"text", "n", "label", "weight"});
  EXPECT_EQ(parameters.text("text"), "좋은 영화\n");
  EXPECT_EQ(parameters.number<std::size_t>("n", 10, 1, 100), 7U);
  EXPECT_EQ(parameters.number("weight", 1.0, 0.0, 2.0), 0.5);
  EXPECT_THAT(parameters.all("label"), ElementsAre("긍정", "부정"));
  // A text may be long where it is the body.
  EXPECT_EQ(Parameters::from_json("{\"text\": \"" + std::string(5000, 'x') + "\"}", {"text"})
                .text("text")
                ->size(),
            5000U);
}

TEST(Parameters, RefuseJsonOfAnotherShape) {
  const auto refused = [](const std::string& body) {
    return refusal([&] { Parameters::from_json(body, {"text"}); });
  };
  EXPECT_THAT(refused(""), HasSubstr("400: the body is no JSON"));
  EXPECT_THAT(refused("{\"text\": \"x\""), HasSubstr("400: the body is no JSON"));
  EXPECT_THAT(refused("{\"text\": \"\xff\"}"), HasSubstr("400: the body is no JSON"));
  EXPECT_THAT(refused("[1]"), HasSubstr("400: the body is no JSON object"));
  EXPECT_THAT(refused("3"), HasSubstr("400: the body is no JSON object"));
  EXPECT_THAT(refused("{\"text\": null}"), HasSubstr("400: text is neither a text nor a number"));
  EXPECT_THAT(refused("{\"text\": {}}"), HasSubstr("400: text is neither a text nor a number"));
  EXPECT_THAT(refused("{\"text\": [[]]}"), HasSubstr("400: text is neither a text nor a number"));
  EXPECT_THAT(refused("{\"other\": 3}"), HasSubstr("400: unknown parameter 'other'"));
  EXPECT_THAT(refused(std::string(60'000, '[')), HasSubstr("400: a body of lists within lists"));
}

}  // namespace
}  // namespace t2v
