#include "text/word_label_counts.h"

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "text/label_set.h"
#include "text_test.h"

namespace t2v {
namespace {

Corpus labelled(const std::string& text, const std::string& labels) {
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  Corpus corpus = encode_corpus(file, *simple_tokenizer("whitespace"), {.min_count = 1});
  const TextFile label_file = TextFile::from_string(labels, "labels.txt");
  corpus.labels = read_labels(label_file);
  return corpus;
}

/// Counts with words and labels by name.
class NamedCounts {
 public:
  NamedCounts(const std::string& text, const std::string& labels)
      : corpus_(labelled(text, labels)), counts_(count_word_labels(corpus_)) {}

  std::uint32_t documents(const std::string& word) const { return counts_.documents(id(word)); }
  std::map<std::string, std::uint32_t> labels(const std::string& word) const {
    std::map<std::string, std::uint32_t> named;
    for (const auto& [label, documents] : counts_.of_word(id(word)))
      named.emplace(corpus_.labels.names.key(label), documents);
    return named;
  }
  std::size_t pairs() const { return counts_.pairs(); }

 private:
  std::uint32_t id(const std::string& word) const { return corpus_.words.id(word).value(); }

  Corpus corpus_;
  WordLabelCounts counts_;
};

using Named = std::map<std::string, std::uint32_t>;

TEST(CountWordLabels, SmallCorpusByHand) {
  const NamedCounts counts("최악 영화\n영화 최고\n최악\n\n", "부정\n긍정\n부정\n긍정\n");
  EXPECT_EQ(counts.documents("영화"), 2U);
  EXPECT_EQ(counts.labels("영화"), (Named{{"부정", 1}, {"긍정", 1}}));
  EXPECT_EQ(counts.documents("최악"), 2U);
  EXPECT_EQ(counts.labels("최악"), (Named{{"부정", 2}}));
  EXPECT_EQ(counts.labels("최고"), (Named{{"긍정", 1}}));
  EXPECT_EQ(counts.pairs(), 4U);
}

TEST(CountWordLabels, CountsAWordOnceInADocument) {
  const NamedCounts counts("b b a b\na a\n", "x\ny\n");
  EXPECT_EQ(counts.documents("b"), 1U);
  EXPECT_EQ(counts.labels("b"), (Named{{"x", 1}}));
  EXPECT_EQ(counts.documents("a"), 2U);
  EXPECT_EQ(counts.labels("a"), (Named{{"x", 1}, {"y", 1}}));
}

TEST(CountWordLabels, CountsEveryLabelOfADocument) {
  const NamedCounts counts("a b\na\na\n", "film:1 긍정\nfilm:1 부정 부정\n\n");
  EXPECT_EQ(counts.documents("a"), 3U);  // the third document has no label
  EXPECT_EQ(counts.labels("a"), (Named{{"film:1", 2}, {"긍정", 1}, {"부정", 1}}));
  EXPECT_EQ(counts.labels("b"), (Named{{"film:1", 1}, {"긍정", 1}}));
}

TEST(CountWordLabels, CountsWordsOfACorpusWithoutLabels) {
  Corpus corpus = labelled("a b\na\n", "\n\n");
  for (const bool lines_of_labels : {true, false}) {
    if (!lines_of_labels) corpus.labels = LabelSet();
    const WordLabelCounts counts = count_word_labels(corpus);
    EXPECT_FALSE(counts.empty());
    EXPECT_EQ(counts.pairs(), 0U);
    EXPECT_EQ(counts.documents(0), 2U);
    EXPECT_TRUE(counts.of_word(1).empty());
  }
}

TEST(CountWordLabels, LeavesOutTheLabelsOfWords) {
  Corpus corpus = labelled("a b\nb\n", "x\n\n");
  const std::vector<LexiconEntry> lexicon = {{"b", "x"}};
  ASSERT_EQ(assign_word_labels(corpus.labels, corpus.words, lexicon), 1U);
  const WordLabelCounts counts = count_word_labels(corpus);
  EXPECT_EQ(counts.of_word(corpus.words.id("b").value())[0], (LabelDocuments{0, 1}));
}

TEST(CountWordLabels, AgreesWithPlainCountingOnAnyThreads) {
  std::mt19937 random(41);
  std::string text;
  std::string labels;
  std::map<std::pair<std::string, std::string>, std::uint32_t> expected;
  std::map<std::string, std::uint32_t> expected_documents;
  for (int document = 0; document < 20'000; ++document) {
    std::set<std::string> words;
    std::set<std::string> carried;
    for (auto n = random() % 12; n > 0; --n) {
      const std::string word = fmt::format("w{}", random() % (1 + random() % 900));
      text += word + ' ';
      words.insert(word);
    }
    for (auto n = random() % 4; n > 0; --n) {
      const std::string label = fmt::format("l{}", random() % (1 + random() % 300));
      labels += label + ' ';
      carried.insert(label);
    }
    text += '\n';
    labels += '\n';
    for (const auto& word : words) {
      ++expected_documents[word];
      for (const auto& label : carried) ++expected[{word, label}];
    }
  }
  const Corpus corpus = labelled(text, labels);
  for (const std::size_t threads : {1, 2, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    const WordLabelCounts counts = count_word_labels(corpus);
    ASSERT_EQ(counts.words(), corpus.words.size());
    ASSERT_EQ(counts.pairs(), expected.size());
    for (std::uint32_t word = 0; word < counts.words(); ++word) {
      const std::string name(corpus.words.key(word));
      ASSERT_EQ(counts.documents(word), expected_documents.at(name));
      std::uint32_t next = 0;
      for (const auto& [label, documents] : counts.of_word(word)) {
        ASSERT_GE(label, next);
        next = label + 1;
        const std::string label_name(corpus.labels.names.key(label));
        ASSERT_EQ(documents, expected.at({name, label_name}));
      }
    }
  }
}

/// Two words (5 and 3 times in the text), three labels (of 4, 2 and 0 documents).
class WordLabelArraysTest : public ::testing::Test {
 protected:
  std::string error() const {
    return error_of([&] { WordLabelCounts(arrays_, word_counts_, label_counts_); });
  }

  WordLabelArrays arrays_{{4, 3}, {0, 2, 3}, {0, 1, 0}, {3, 1, 3}};
  std::vector<std::uint64_t> word_counts_ = {5, 3};
  std::vector<std::uint64_t> label_counts_ = {4, 2, 0};
};

TEST_F(WordLabelArraysTest, ComeBack) {
  const WordLabelCounts counts(arrays_, word_counts_, label_counts_);
  EXPECT_EQ(counts.documents(0), 4U);
  ASSERT_EQ(counts.of_word(0).size(), 2U);
  EXPECT_EQ(counts.of_word(0)[1], (LabelDocuments{1, 1}));
  ASSERT_EQ(counts.of_word(1).size(), 1U);
  EXPECT_EQ(counts.of_word(1)[0], (LabelDocuments{0, 3}));
  EXPECT_EQ(counts.arrays().word_documents, arrays_.word_documents);
  EXPECT_EQ(counts.arrays().offsets, arrays_.offsets);
  EXPECT_EQ(counts.arrays().labels, arrays_.labels);
  EXPECT_EQ(counts.arrays().documents, arrays_.documents);
}

TEST_F(WordLabelArraysTest, OfNothingAreEmpty) {
  arrays_ = {};
  EXPECT_TRUE(WordLabelCounts(arrays_, word_counts_, label_counts_).empty());
  EXPECT_TRUE(WordLabelCounts().empty());
  EXPECT_TRUE(WordLabelCounts().arrays().offsets.empty());
}

TEST_F(WordLabelArraysTest, MustFitEachOther) {
  arrays_.documents.pop_back();
  EXPECT_EQ(error(), "2 numbers of documents of pairs, expected 3");
  arrays_.labels.pop_back();
  EXPECT_EQ(error(), "the last offset is 3, expected the 2 pairs");
  arrays_.offsets.pop_back();
  EXPECT_EQ(error(), "2 offsets, expected 3");
  arrays_.word_documents.pop_back();
  EXPECT_EQ(error(), "1 words, expected 2");
  arrays_ = {{}, {}, {0}, {1}};
  EXPECT_EQ(error(), "0 words, expected 2");
}

TEST_F(WordLabelArraysTest, OffsetsRiseFromZero) {
  arrays_.offsets = {1, 2, 3};
  EXPECT_EQ(error(), "the first offset is 1, expected 0");
  arrays_.offsets = {0, 4, 3};
  EXPECT_EQ(error(), "offset 2 is 3 after 4, expected rising offsets");
  arrays_.offsets = {0, 2, 4};
  EXPECT_EQ(error(), "the last offset is 4, expected the 3 pairs");
}

TEST_F(WordLabelArraysTest, LabelsRiseAndExist) {
  arrays_.labels = {1, 1, 0};
  arrays_.documents = {1, 1, 3};
  EXPECT_EQ(error(), "word 0 has label 1 after 1, expected rising labels");
  arrays_.labels = {0, 3, 0};
  EXPECT_EQ(error(), "word 0 has label 3, expected one of the 3 labels");
}

TEST_F(WordLabelArraysTest, DocumentsArePossible) {
  arrays_.documents = {3, 1, 4};
  EXPECT_EQ(error(), "word 1 and label 0 share 4 documents, expected 1 to 3");
  arrays_.documents = {3, 3, 3};
  EXPECT_EQ(error(), "word 0 and label 1 share 3 documents, expected 1 to 2");
  arrays_.documents = {3, 0, 3};
  EXPECT_EQ(error(), "word 0 and label 1 share 0 documents, expected 1 to 2");
  arrays_.word_documents = {4, 4};
  EXPECT_EQ(error(), "word 1 is in 4 documents, but occurs 3 times only");
}

// Counters for many words at once or for one at a time, for labels fewer and more than a word's
// documents, tokens in memory or in a file: all the same.
TEST(CountWordLabels, InSeveralPasses) {
  std::mt19937 random(17);
  std::string text;
  std::string labels;
  for (int document = 0; document < 2'000; ++document) {
    for (int i = 0; i < 10; ++i) text += fmt::format("w{} ", random() % (1 + random() % 300));
    text += '\n';
    labels += fmt::format("film{} {}\n", random() % 60, random() % 2 == 0 ? "good" : "bad");
  }
  const TemporaryFolder folder;
  Corpus corpus = labelled(text, labels);
  const WordLabelCounts whole = count_word_labels(corpus);
  ASSERT_GT(corpus.words.count(0), corpus.labels.names.size());
  ASSERT_LT(corpus.words.count(corpus.words.size() - 1), corpus.labels.names.size());
  corpus.tokens = corpus.tokens.to_file(folder.file(""));
  for (const std::uint64_t counters : {1, 500, 5'000}) {
    const WordLabelCounts parts = count_word_labels(corpus, counters);
    ASSERT_EQ(parts.words(), whole.words());
    for (std::uint32_t word = 0; word < whole.words(); ++word) {
      ASSERT_EQ(parts.documents(word), whole.documents(word));
      ASSERT_TRUE(std::ranges::equal(parts.of_word(word), whole.of_word(word)));
    }
  }
}

}  // namespace
}  // namespace t2v
