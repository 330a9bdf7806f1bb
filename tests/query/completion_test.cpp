#include "query/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::small_model;

/// 최신 is a word and a label.
EmbeddingModel film_model() {
  return small_model({{"최고", 90, {1, 0}},
                      {"영화", 80, {1, 0}},
                      {"최악", 70, {1, 0}},
                      {"최고의", 60, {1, 0}},
                      {"최신", 50, {1, 0}},
                      {"초반", 40, {1, 0}}},
                     {{"긍정", 20, {4, 0}}, {"최신", 10, {4, 0}}, {"최저", 5, {0, 4}}});
}

/// "word 최고", "label 긍정"
std::vector<std::string> completions(const EmbeddingModel& model, std::string_view typed,
                                     std::size_t most) {
  std::vector<std::string> texts;
  for (const Completion& completion :
       CompletionIndex(model.words, model.labels).complete(typed, most)) {
    const bool is_word = completion.kind == TermKind::kWord;
    texts.push_back((is_word ? "word " : "label ") +
                    std::string((is_word ? model.words : model.labels).key(completion.id)));
  }
  return texts;
}

TEST(Completion, IsLabelsThenWordsTheMostFrequentFirst) {
  EXPECT_THAT(completions(film_model(), "최", 10),
              ElementsAre("label 최신", "label 최저", "word 최고", "word 최악", "word 최고의",
                          "word 최신"));
}

TEST(Completion, LeavesHalfOfThePlacesToWords) {
  EXPECT_THAT(completions(film_model(), "최", 2), ElementsAre("label 최신", "word 최고"));
  EXPECT_THAT(completions(film_model(), "최", 3),
              ElementsAre("label 최신", "label 최저", "word 최고"));
  EXPECT_THAT(completions(film_model(), "최고", 2), ElementsAre("word 최고", "word 최고의"));
}

TEST(Completion, NormalisesWhatIsTyped) {
  // 최 in conjoining jamo, and white space around it.
  EXPECT_THAT(completions(film_model(), " \u110e\u116c\u1100\u1169 ", 10),
              ElementsAre("word 최고", "word 최고의"));
}

TEST(Completion, OfAPrefixAsksForOneKind) {
  EXPECT_THAT(completions(film_model(), "word:최신", 10), ElementsAre("word 최신"));
  EXPECT_THAT(completions(film_model(), "label:최신", 10), ElementsAre("label 최신"));
  EXPECT_THAT(completions(film_model(), "label:", 10),
              ElementsAre("label 긍정", "label 최신", "label 최저"));
}

TEST(Completion, OfNothingIsTheMostFrequent) {
  EXPECT_THAT(completions(film_model(), "", 4),
              ElementsAre("label 긍정", "label 최신", "word 최고", "word 영화"));
}

TEST(Completion, FindsNothingThatIsNotThere) {
  EXPECT_THAT(completions(film_model(), "최고의영화", 10), IsEmpty());
  EXPECT_THAT(completions(film_model(), "\x01", 0), IsEmpty());
  EXPECT_THAT(completions(film_model(), "\xff", 10), IsEmpty());
  EXPECT_THAT(completions(small_model({{"w", 1, {1}}}, {}), "x", 10), IsEmpty());
}

TEST(PrefixIndex, IsAScanOfAllKeysWhateverThePrefix) {
  std::mt19937 random(20261121);
  std::vector<Vocabulary::Entry> entries;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    // Few letters, so that some prefixes fit very many keys and others few.
    std::string key;
    for (std::size_t letters = 1 + random() % 6; letters > 0; --letters)
      key += static_cast<char>(random() % 8 == 0 ? 'b' : 'a');
    key += std::to_string(i);
    entries.push_back({key, 10'000 - i});
  }
  const Vocabulary keys = Vocabulary::from_counts(entries);
  const PrefixIndex index(keys);
  for (const std::string prefix : {"", "a", "b", "ab", "aaaa", "aaaaaa", "bb", "bba", "c"}) {
    for (const std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{5000}}) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t id = 0; id < keys.size() && expected.size() < most; ++id)
        if (keys.key(id).starts_with(prefix)) expected.push_back(id);
      EXPECT_EQ(index.starting_with(prefix, most), expected) << prefix << ' ' << most;
    }
  }
}

}  // namespace
}  // namespace t2v
