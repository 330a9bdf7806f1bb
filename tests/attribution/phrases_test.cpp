#include "attribution/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<std::pair<std::size_t, std::size_t>> places(const std::vector<Phrase>& phrases) {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  places.reserve(phrases.size());
  for (const Phrase& phrase : phrases) places.emplace_back(phrase.begin, phrase.end);
  return places;
}

TEST(SeparatePhrases, LeaveOutWhatSharesAWordWithAStrongerOne) {
  const std::vector<Phrase> strongest{{2, 4, 9}, {3, 6, 8}, {1, 5, 7}, {2, 3, 6}, {4, 6, 5}};
  EXPECT_THAT(places(separate_phrases(strongest, 5)), ElementsAre(Pair(2U, 4U), Pair(4U, 6U)))
      << "neighbours share no word";
}

TEST(SeparatePhrases, OnlyWhatIsKeptTakesWords) {
  // The second overlaps the first and is dropped; the third overlaps but the second.
  const std::vector<Phrase> strongest{{0, 2, 3}, {1, 4, 2}, {3, 5, 1}};
  const std::vector<Phrase> kept = separate_phrases(strongest, 5);
  EXPECT_THAT(places(kept), ElementsAre(Pair(0U, 2U), Pair(3U, 5U)));
  EXPECT_EQ(kept[1].score, 1);
}

TEST(SeparatePhrases, AreAtMostAsManyAsAskedFor) {
  const std::vector<Phrase> strongest{{4, 5, 3}, {4, 6, 3}, {0, 1, 2}, {8, 9, 1}};
  EXPECT_THAT(places(separate_phrases(strongest, 2)), ElementsAre(Pair(4U, 5U), Pair(0U, 1U)));
  EXPECT_THAT(separate_phrases(strongest, 0), IsEmpty());
  EXPECT_THAT(separate_phrases({}, 2), IsEmpty());
}

}  // namespace
}  // namespace t2v
