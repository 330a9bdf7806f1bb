#include "query/label_selection.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using Ids = std::vector<std::uint32_t>;
using testing::error_of;

Vocabulary film_labels() {
  return Vocabulary::from_ordered({{"긍정", 9},
                                   {"film:122095", 7},
                                   {"부정", 6},
                                   {"year:2015", 5},
                                   {"film:30688", 4},
                                   {"영화:[기생충]*", 3}});
}

Ids like(const std::string& pattern) {
  return selected_labels({std::nullopt, pattern}, film_labels());
}

TEST(LabelSelection, IsAllLabelsAtFirst) {
  EXPECT_EQ(selected_labels({}, film_labels()), (Ids{0, 1, 2, 3, 4, 5}));
}

TEST(LabelSelection, KeepsAKind) {
  EXPECT_EQ(selected_labels({"film", std::nullopt}, film_labels()), (Ids{1, 4}));
  EXPECT_EQ(selected_labels({"", std::nullopt}, film_labels()), (Ids{0, 2}));
  EXPECT_EQ(selected_labels({"film", "*8"}, film_labels()), Ids{4});
}

TEST(LabelSelection, PatternsMatchWholeNames) {
  EXPECT_EQ(like("film:12*"), Ids{1});
  EXPECT_EQ(like("*:*"), (Ids{1, 3, 4, 5}));
  EXPECT_EQ(like("film:[0-2]*"), Ids{1});
  EXPECT_EQ(like("film:[!1]*"), Ids{4});
  EXPECT_EQ(like("긍정"), Ids{0});
}

TEST(LabelSelection, PatternsCountCharactersNotBytes) {
  EXPECT_EQ(like("??"), (Ids{0, 2}));
  EXPECT_EQ(like("[긍가]정"), Ids{0});
  EXPECT_EQ(like("영?:*"), Ids{5});
}

TEST(LabelSelection, PatternsAreNormalised) {
  EXPECT_EQ(like("\u1107\u116E\u110C\u1165\u11BC"), Ids{2});  // 부정 in jamo
  EXPECT_EQ(like("ｆｉｌｍ：3*"), Ids{4});
}

TEST(LabelSelection, BackslashTakesCharactersAsTheyAre) {
  EXPECT_EQ(like(R"(영화:\[*\])"
                 R"(\*)"),
            Ids{5});
  EXPECT_EQ(like(R"(*\*)"), Ids{5});
}

TEST(LabelSelection, ThatMatchesNothingIsAnError) {
  EXPECT_EQ(error_of([] { like("film"); }),
            "no label is like 'film', expected a pattern such as film:12*");
  EXPECT_EQ(error_of([] {
              selected_labels({"film", "긍정"}, film_labels());
            }),
            "no label of that kind is like '긍정', expected a pattern such as film:12*");
}

TEST(LabelSelection, KindsAreNamedAsTheyAreTyped) {
  EXPECT_EQ(resolve_label_kind("film", film_labels()), "film");
  EXPECT_EQ(resolve_label_kind(" ｆｉｌｍ", film_labels()), "film");
  EXPECT_EQ(resolve_label_kind(":", film_labels()), "");
  EXPECT_EQ(error_of([] { resolve_label_kind("actor", film_labels()); }),
            "no label is of the kind 'actor'; the kinds are :, film, year, 영화");
  EXPECT_EQ(error_of([] { resolve_label_kind("", film_labels()); }),
            "no label is of the kind ''; the kinds are :, film, year, 영화");
  const Vocabulary plain = Vocabulary::from_ordered({{"긍정", 2}, {"부정", 1}});
  EXPECT_EQ(resolve_label_kind(":", plain), "");
  EXPECT_EQ(error_of([&] { resolve_label_kind("film", plain); }),
            "no label is of the kind 'film'; the labels have none (film:1 is of the kind "
            "film)");
}

TEST(LabelSelection, ListsTheFirstKindsOfMany) {
  std::vector<Vocabulary::Entry> entries;
  for (int i = 10; i < 30; ++i) entries.push_back({std::to_string(i) + ":x", 1});
  const Vocabulary labels = Vocabulary::from_ordered(entries);
  EXPECT_EQ(error_of([&] { resolve_label_kind("film", labels); }),
            "no label is of the kind 'film'; the kinds are 10, 11, 12, 13, 14, 15, 16, 17, "
            "18, 19, ...");
}

}  // namespace
}  // namespace t2v
