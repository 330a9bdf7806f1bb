#include "text/name_pattern.h"

#include <string>

#include "text_test.h"

namespace t2v {
namespace {

bool matches(const std::string& pattern, const std::string& name) {
  return NamePattern(pattern).matches(name);
}

TEST(NamePatternTest, StarIsAnyText) {
  EXPECT_TRUE(matches("film:12*", "film:122095"));
  EXPECT_TRUE(matches("film:12*", "film:12"));
  EXPECT_TRUE(matches("*:*0*5", "film:122095"));
  EXPECT_TRUE(matches("*", ""));
  EXPECT_FALSE(matches("film:12*", "film:30688"));
  EXPECT_FALSE(matches("film:12*", "a film:12"));
}

TEST(NamePatternTest, MatchesWholeNames) {
  EXPECT_TRUE(matches("긍정", "긍정"));
  EXPECT_FALSE(matches("긍정", "긍정적"));
  EXPECT_FALSE(matches("정", "긍정"));
}

TEST(NamePatternTest, CountsCharacters) {
  EXPECT_TRUE(matches("??", "긍정"));
  EXPECT_TRUE(matches("?", "😀"));
  EXPECT_FALSE(matches("?", "긍정"));
}

TEST(NamePatternTest, ListsHoldCharactersAndRanges) {
  EXPECT_TRUE(matches("[연배]*", "연기"));
  EXPECT_FALSE(matches("[연배]*", "스토리"));
  EXPECT_TRUE(matches("[가-낳]?", "긍정"));
  EXPECT_FALSE(matches("[가-낳]?", "부정"));
  EXPECT_TRUE(matches("[!가-낳]?", "부정"));
  EXPECT_FALSE(matches("[^0-9]", "5"));
  EXPECT_TRUE(matches("[]a]", "]"));
  EXPECT_TRUE(matches("[!]a]", "b"));
  EXPECT_TRUE(matches("[a-]", "-"));
  EXPECT_TRUE(matches("[-a]", "-"));
  EXPECT_TRUE(matches(R"([\]\-])", "-"));
  EXPECT_TRUE(matches("[&&[:{$]", "&"));
}

TEST(NamePatternTest, AllElseStandsForItself) {
  EXPECT_TRUE(matches(R"(a\*b)", "a*b"));
  EXPECT_FALSE(matches(R"(a\*b)", "aab"));
  EXPECT_TRUE(matches("a.b+(c)|{1}^$", "a.b+(c)|{1}^$"));
  EXPECT_FALSE(matches("a.b", "axb"));
  EXPECT_TRUE(matches("[a", "[a"));
  EXPECT_TRUE(matches("[]", "[]"));
  EXPECT_TRUE(matches(R"(a\)", R"(a\)"));
  EXPECT_TRUE(matches(R"(\d)", "d"));
}

TEST(NamePatternTest, ManyStarsTakeNoLongerThanOne) {
  std::string stars;
  for (int i = 0; i < 100; ++i) stars += "*a";
  const std::string name(250, 'a');
  EXPECT_TRUE(matches(stars, name));
  EXPECT_FALSE(matches(stars + "b", name));  // would be tried in as many ways as C(250, 100)
  EXPECT_TRUE(matches("*긍*[정적]*정", "긍적긍정정"));
  EXPECT_TRUE(matches("**a**", "bab"));
  EXPECT_FALSE(matches("*ab*c", "abab"));
}

TEST(NamePatternTest, DashesInListsAreRangesOnlyBetweenTwoCharacters) {
  EXPECT_TRUE(matches("[--a]", "5"));  // from - to a
  EXPECT_TRUE(matches("[a-c-e]", "b"));
  EXPECT_TRUE(matches("[a-c-e]", "-"));
  EXPECT_FALSE(matches("[a-c-e]", "d"));
  EXPECT_TRUE(matches("[ab-]", "-"));
}

TEST(NamePatternTest, RangesThatGoBackwardsAreAnError) {
  EXPECT_EQ(error_of([] { NamePattern("film:[9-0]"); }).find("'film:[9-0]' is no pattern of names"),
            0U);
}

}  // namespace
}  // namespace t2v
