#include "text/label_set.h"

#include "text_test.h"

namespace t2v {
namespace {

using Ids = std::vector<std::uint32_t>;

Ids ids(std::span<const std::uint32_t> span) {
  return {span.begin(), span.end()};
}

TEST(ReadLabelsTest, ZeroOneOrMany) {
  const TextFile file =
      TextFile::from_string("긍정 film7\n\n부정\t긍정\r\n긍정 긍정\n　부정　\n긍정", "labels.txt");
  const LabelSet labels = read_labels(file);
  ASSERT_EQ(labels.names.size(), 3U);
  EXPECT_EQ(labels.names.key(0), "긍정");
  EXPECT_EQ(labels.names.count(0), 4U);  // documents, not mentions
  EXPECT_EQ(labels.names.key(1), "부정");
  EXPECT_EQ(labels.names.count(1), 2U);
  EXPECT_EQ(labels.names.key(2), "film7");
  ASSERT_EQ(labels.of_document.size(), 6U);
  EXPECT_EQ(ids(labels.of_document[0]), (Ids{0, 2}));
  EXPECT_EQ(ids(labels.of_document[1]), Ids{});
  EXPECT_EQ(ids(labels.of_document[2]), (Ids{1, 0}));
  EXPECT_EQ(ids(labels.of_document[3]), Ids{0});
  EXPECT_EQ(ids(labels.of_document[4]), Ids{1});
  EXPECT_TRUE(labels.of_word.empty());
}

TEST(ReadLabelsTest, NormalisesNames) {
  const TextFile file =
      TextFile::from_string("\u1100\u1173\u11BC\u110C\u1165\u11BC\n긍정\nＡ A\n", "labels.txt");
  const LabelSet labels = read_labels(file);
  ASSERT_EQ(labels.names.size(), 2U);
  EXPECT_EQ(labels.names.count(labels.names.id("긍정").value()), 2U);
  EXPECT_EQ(labels.names.count(labels.names.id("A").value()), 1U);
}

TEST(ReadLabelsTest, RefusesLongLabels) {
  const TextFile file =
      TextFile::from_string("a\n" + std::string(255, 'b') + "\n" + std::string(300, 'c'), "l.txt");
  EXPECT_EQ(error_of([&] { read_labels(file); }),
            "l.txt:3: a label of 300 bytes, expected at most 255");
  EXPECT_EQ(read_labels(TextFile::from_string("a\n" + std::string(255, 'b'), "l.txt")).names.size(),
            2U);
}

TEST(ReadLabelsTest, LexiconAddsLabelsWithoutDocuments) {
  const TextFile file = TextFile::from_string("긍정\n", "labels.txt");
  const std::vector<LexiconEntry> lexicon = {{"최고", "긍정"}, {"보통", "중립"}};
  const LabelSet labels = read_labels(file, lexicon);
  EXPECT_EQ(labels.names.count(labels.names.id("긍정").value()), 1U);
  EXPECT_EQ(labels.names.count(labels.names.id("중립").value()), 0U);
}

TEST(AssignWordLabelsTest, WordsOfTheVocabularyOnly) {
  LabelSet labels;
  labels.names = Vocabulary::from_ordered({{"긍정", 2}, {"부정", 1}});
  const auto words = Vocabulary::from_ordered({{"a", 5}, {"최고", 4}, {"b", 3}});
  const std::vector<LexiconEntry> lexicon = {
      {"최고", "긍정"}, {"없는말", "부정"}, {"b", "부정"}, {"b", "긍정"}, {"b", "부정"}};
  EXPECT_EQ(assign_word_labels(labels, words, lexicon), 4U);
  ASSERT_EQ(labels.of_word.size(), 3U);
  EXPECT_EQ(ids(labels.of_word[0]), Ids{});
  EXPECT_EQ(ids(labels.of_word[1]), Ids{0});
  EXPECT_EQ(ids(labels.of_word[2]), (Ids{1, 0}));

  const std::vector<LexiconEntry> unknown = {{"a", "중립"}};
  EXPECT_EQ(error_of([&] { assign_word_labels(labels, words, unknown); }),
            "label '중립' of the word 'a': expected one of the 2 labels read");
  EXPECT_EQ(labels.of_word.size(), 3U);  // as it was
}

TEST(ReadLexiconTest, WordAndLabel) {
  const TextFile file =
      TextFile::from_string("최고\t긍정\n최악\t 부정 \t0.9\tx\r\n\u1100\u1161\tＡ", "lexicon.tsv");
  const auto lexicon = read_lexicon(file.lines(), "lexicon.tsv");
  ASSERT_EQ(lexicon.size(), 3U);
  EXPECT_EQ(lexicon[1].word, "최악");
  EXPECT_EQ(lexicon[1].label, "부정");
  EXPECT_EQ(lexicon[2].word, "가");
  EXPECT_EQ(lexicon[2].label, "A");
}

TEST(ReadLexiconTest, NamesTheLine) {
  const auto error = [](const std::string& text) {
    const TextFile file = TextFile::from_string(text, "lexicon.tsv");
    return error_of([&] { read_lexicon(file.lines(), "lexicon.tsv"); });
  };
  EXPECT_EQ(error("a\tb\n최고 긍정\n"),
            "lexicon.tsv:2: no tab, expected a word, a tab and a label");
  EXPECT_EQ(error("\tb\n"), "lexicon.tsv:1: an empty word, expected a word, a tab and a label");
  EXPECT_EQ(error("a\t \tb\n"),
            "lexicon.tsv:1: an empty label, expected a word, a tab and a label");
  EXPECT_EQ(error(std::string(256, 'a') + "\tb"),
            "lexicon.tsv:1: a word of 256 bytes, expected at most 255");
}

TEST(AddKnownLabelsTest, DocumentsKeepTheirsUnderNewIds) {
  LabelSet labels = read_labels(TextFile::from_string("긍정\n부정 긍정\n\n새것", "labels.txt"));
  add_known_labels(labels, Vocabulary::from_counts({{"부정", 100}, {"중립", 3}, {"긍정", 2}}));
  ASSERT_EQ(labels.names.size(), 4U);
  EXPECT_EQ(labels.names.key(0), "부정");
  EXPECT_EQ(labels.names.count(0), 101U);
  EXPECT_EQ(labels.names.key(1), "긍정");
  EXPECT_EQ(labels.names.count(1), 4U);
  EXPECT_EQ(labels.names.key(2), "중립");
  EXPECT_EQ(labels.names.count(2), 3U);
  EXPECT_EQ(labels.names.key(3), "새것");
  ASSERT_EQ(labels.of_document.size(), 4U);
  EXPECT_EQ(ids(labels.of_document[0]), Ids{1});
  EXPECT_EQ(ids(labels.of_document[1]), (Ids{0, 1}));
  EXPECT_EQ(ids(labels.of_document[2]), Ids{});
  EXPECT_EQ(ids(labels.of_document[3]), Ids{3});
}

TEST(AddKnownLabelsTest, OfATextWithoutLabels) {
  LabelSet labels = read_labels(TextFile::from_string("", "labels.txt"));
  add_known_labels(labels, Vocabulary::from_counts({{"긍정", 2}}));
  EXPECT_EQ(labels.names.count(0), 2U);
  EXPECT_TRUE(labels.of_document.empty());
}

}  // namespace
}  // namespace t2v
