#include "report/name_placement.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace t2v {
namespace {

TEST(NamePlacement, IsRightOfTheDotWhereThereIsRoom) {
  const auto places = place_names({{100, 50, 3, 40, 10}}, {400, 400});
  ASSERT_TRUE(places[0].placed);
  EXPECT_DOUBLE_EQ(places[0].left, 105);
  EXPECT_DOUBLE_EQ(places[0].top, 45);
}

TEST(NamePlacement, TakesTheOtherSideAtTheEdgeAndBesideANameThatWasFirst) {
  const auto places = place_names({{380, 50, 3, 40, 10}, {330, 50, 3, 40, 10}}, {400, 400});
  ASSERT_TRUE(places[0].placed);
  EXPECT_DOUBLE_EQ(places[0].left, 335);
  // Right of the second stands the first; left of it is room.
  ASSERT_TRUE(places[1].placed);
  EXPECT_DOUBLE_EQ(places[1].left, 285);
}

TEST(NamePlacement, LeavesOutWhatHasNoRoom) {
  const auto places = place_names({{20, 20, 3, 500, 10}, {20, 20, 3, 5, 5}}, {400, 400});
  EXPECT_FALSE(places[0].placed);
  EXPECT_TRUE(places[1].placed);
}

TEST(NamePlacement, NeverPutsNamesUponEachOtherOrOutside) {
  std::mt19937 random(1);
  const auto number = [&](unsigned most) { return static_cast<double>(random() % most); };
  std::vector<NamedDot> dots;
  for (int i = 0; i < 400; ++i)
    dots.push_back({number(640), number(480), 2 + number(5), 10 + number(60), 12});
  const auto places = place_names(dots, {640, 480});
  int placed = 0;
  for (std::size_t a = 0; a < dots.size(); ++a) {
    if (!places[a].placed) continue;
    ++placed;
    EXPECT_GE(places[a].left, 0);
    EXPECT_GE(places[a].top, 0);
    EXPECT_LE(places[a].left + dots[a].width, 640);
    EXPECT_LE(places[a].top + dots[a].height, 480);
    for (std::size_t b = 0; b < a; ++b) {
      if (!places[b].placed) continue;
      const bool apart = places[a].left >= places[b].left + dots[b].width ||
                         places[b].left >= places[a].left + dots[a].width ||
                         places[a].top >= places[b].top + dots[b].height ||
                         places[b].top >= places[a].top + dots[a].height;
      EXPECT_TRUE(apart) << a << ' ' << b;
    }
  }
  EXPECT_GT(placed, 100);
}

}  // namespace
}  // namespace t2v
