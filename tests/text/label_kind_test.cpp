#include "text/label_kind.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace t2v {
namespace {

using Ids = std::vector<std::uint32_t>;

Vocabulary film_labels() {
  return Vocabulary::from_ordered({{"긍정", 9},
                                   {"film:122095", 7},
                                   {"부정", 6},
                                   {"year:2015", 5},
                                   {"film:30688", 4},
                                   {":)", 3},
                                   {"film:", 2}});
}

TEST(LabelKindTest, StandsBeforeTheFirstColon) {
  EXPECT_EQ(label_kind("film:122095"), "film");
  EXPECT_EQ(label_kind("영화:기생충:2019"), "영화");
  EXPECT_EQ(label_kind("a::"), "a");
}

TEST(LabelKindTest, NeedsSomethingOnBothSides) {
  EXPECT_EQ(label_kind("긍정"), "");
  EXPECT_EQ(label_kind(":)"), "");
  EXPECT_EQ(label_kind("film:"), "");
  EXPECT_EQ(label_kind(":"), "");
}

TEST(LabelKindTest, KindsAreCountedInTheOrderOfTheirLabels) {
  const Vocabulary labels = film_labels();
  const std::vector<LabelKind> kinds = label_kinds(labels);
  ASSERT_EQ(kinds.size(), 3U);
  EXPECT_EQ(kinds[0].name, "");
  EXPECT_EQ(kinds[0].labels, 4U);
  EXPECT_EQ(kinds[1].name, "film");
  EXPECT_EQ(kinds[1].labels, 2U);
  EXPECT_EQ(kinds[2].name, "year");
  EXPECT_EQ(kinds[2].labels, 1U);
  EXPECT_TRUE(has_label_kinds(labels));
  EXPECT_FALSE(has_label_kinds(Vocabulary::from_ordered({{"긍정", 2}, {":)", 1}})));
}

TEST(LabelKindTest, LabelsAreSetAgainstTheirKind) {
  const Vocabulary labels = film_labels();
  EXPECT_EQ(labels_of_kind("film", labels), (Ids{1, 4}));
  EXPECT_EQ(labels_of_kind("", labels), (Ids{0, 2, 5, 6}));
  EXPECT_EQ(labels_of_kind("actor", labels), Ids{});
  EXPECT_EQ(other_labels_of_kind(0, labels), (Ids{2, 5, 6}));
  EXPECT_EQ(other_labels_of_kind(4, labels), Ids{1});
  EXPECT_EQ(other_labels_of_kind(3, labels), Ids{});
}

}  // namespace
}  // namespace t2v
