#include "query/quiz.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using testing::small_model;
using Texts = std::vector<std::string>;

Texts terms(const Texts& arguments) {
  EXPECT_TRUE(is_quiz(arguments));
  return quiz_terms(arguments);
}

std::string refusal(const std::string& text) {
  EXPECT_TRUE(is_quiz(Texts{text})) << text;
  return error_of([&] { quiz_terms(Texts{text}); });
}

std::string malformed(const std::string& text, const std::string& why) {
  return "'" + text + "' is no question: " + why +
         ", expected a form such as 최악 : 부정 = ? : 긍정";
}

TEST(Quiz, AsksInAnyPlace) {
  EXPECT_THAT(terms({"최악 : 부정 = ? : 긍정"}), ElementsAre("최악", "-부정", "+긍정"));
  EXPECT_THAT(terms({"? : 긍정 = 최악 : 부정"}), ElementsAre("최악", "-부정", "+긍정"));
  EXPECT_THAT(terms({"부정 : 최악 = 긍정 : ?"}), ElementsAre("최악", "-부정", "+긍정"));
  EXPECT_THAT(terms({"긍정 : ? = 부정 : 최악"}), ElementsAre("최악", "-부정", "+긍정"));
  EXPECT_THAT(terms({"남자 : 왕 = 여자 : ?"}), ElementsAre("왕", "-남자", "+여자"));
}

TEST(Quiz, MayBeCutAndSpacedInAnyWay) {
  const auto expected = ElementsAre("최악", "-부정", "+긍정");
  EXPECT_THAT(terms({"최악:부정=?:긍정"}), expected);
  EXPECT_THAT(terms({"최악", ":", "부정", "=", "?", ":", "긍정"}), expected);
  EXPECT_THAT(terms({"최악:", "부정=?", ":긍정"}), expected);
  EXPECT_THAT(terms({"  최악 :부정\t= ?:  긍정 "}), expected);
  EXPECT_THAT(terms({"최악：부정＝？：긍정"}), expected);
  EXPECT_THAT(terms({"최악　：　부정　＝　？　：　긍정"}), expected);
}

TEST(Quiz, NamesMayHoldColonsAndEqualSigns) {
  EXPECT_THAT(terms({"연기 : film:122095 = ? : film:30688"}),
              ElementsAre("연기", "-film:122095", "+film:30688"));
  EXPECT_THAT(terms({"연기 :film:122095=?: film:30688"}),
              ElementsAre("연기", "-film:122095", "+film:30688"));
  EXPECT_THAT(terms({"word:최악 : label:부정 = ? : label:긍정"}),
              ElementsAre("word:최악", "-label:부정", "+label:긍정"));
  EXPECT_THAT(terms({"=_= : 부정 = ? : 긍정"}), ElementsAre("=_=", "-부정", "+긍정"));
  EXPECT_THAT(terms({":) : 긍정 = ? : 부정"}), ElementsAre(":)", "-긍정", "+부정"));
}

TEST(Quiz, NamesThatLookSignedAreNot) {
  EXPECT_THAT(terms({"-_- : 부정 = ? : 긍정"}), ElementsAre("+-_-", "-부정", "+긍정"));
  EXPECT_THAT(terms({"최악 : -_- = ? : 긍정"}), ElementsAre("최악", "--_-", "+긍정"));
  const EmbeddingModel model = small_model({{"-_-", 3, {1, 0}}, {"_-", 2, {0, 1}}},
                                           {{"부정", 1, {1, 1}}, {"긍정", 1, {0, 1}}});
  const auto resolved = resolve_quiz(Texts{"-_- : 부정 = ? : 긍정"}, model).terms;
  EXPECT_EQ(resolved.at(0).id, 0U);
  EXPECT_EQ(resolved.at(0).weight, 1);
}

TEST(Quiz, TermsAreNone) {
  for (const Texts& arguments : {Texts{"최악", "-부정", "+긍정"}, Texts{"최악"},
                                 Texts{"label:부정", "word:?"}, Texts{":", "-부정", "+긍정"},
                                 Texts{"=_=", "-label:부정", "+긍정"}, Texts{"왜?"}, Texts{""}})
    EXPECT_FALSE(is_quiz(arguments)) << arguments[0];
}

TEST(Quiz, OfAnotherFormIsAnError) {
  EXPECT_EQ(refusal("최악 : 부정"), malformed("최악 : 부정", "no = in '최악 : 부정'"));
  EXPECT_EQ(refusal("최악 = ? : 긍정"), malformed("최악 = ? : 긍정", "no : in '최악'"));
  EXPECT_EQ(refusal("최악 : 부정 = 긍정"), malformed("최악 : 부정 = 긍정", "no : in '긍정'"));
  EXPECT_EQ(refusal("최악 : 부정 = 최고 : 긍정"),
            malformed("최악 : 부정 = 최고 : 긍정", "no ? in it"));
  EXPECT_EQ(refusal("? : 부정 = ? : 긍정"), malformed("? : 부정 = ? : 긍정", "more than one ?"));
  EXPECT_EQ(refusal("최악 : = ? : 긍정"), malformed("최악 : = ? : 긍정", "an empty place"));
  EXPECT_EQ(refusal("정말 최악 : 부정 = ? : 긍정"),
            malformed("정말 최악 : 부정 = ? : 긍정", "'정말 최악' is more than one name"));
  EXPECT_EQ(refusal("a : b : c = ? : d"),
            malformed("a : b : c = ? : d",
                      "several : in 'a : b : c' (put spaces around the : that parts names)"));
  EXPECT_EQ(refusal("연기:film:1=?:film:2"),
            malformed("연기:film:1=?:film:2",
                      "several : in '연기:film:1' (put spaces around the : that parts names)"));
  EXPECT_EQ(
      refusal("a : b = c = ? : d"),
      malformed("a : b = c = ? : d",
                "several = in 'a : b = c = ? : d' (put spaces around the = that parts names)"));
}

TEST(Quiz, ThatAsksForALabelIsAnError) {
  const EmbeddingModel model = small_model({{"최악", 3, {1, 0}}, {"최고", 2, {0, 1}}},
                                           {{"부정", 1, {1, 1}}, {"긍정", 1, {0, 1}}});
  EXPECT_EQ(
      error_of([&] { resolve_quiz(Texts{"최악 : ? = 최고 : 긍정"}, model); }),
      "'최악 : ? = 최고 : 긍정' asks for a label (? is parallel to the label 긍정), expected a "
      "question for a word");
  EXPECT_EQ(resolve_quiz(Texts{"최악 : 부정 = ? : 긍정"}, model).terms.size(), 3U);
}

}  // namespace
}  // namespace t2v
