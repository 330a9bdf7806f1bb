#include "distributed/corpus_share.h"

#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "distributed/thread_ranks.h"
#include "embedding/random.h"
#include "text/error.h"

namespace t2v::testing {
namespace {

std::string random_lines(std::uint64_t seed, int lines, std::uint32_t most_bytes) {
  t2v::Random random(seed);
  std::string text;
  for (int line = 0; line < lines; ++line) {
    for (std::uint32_t i = random.below(most_bytes); i > 0; --i) {
      text += static_cast<char>('a' + random.below(26));
    }
    text += '\n';
  }
  return text;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = {
      "a\nb\nc\nd\n",
      "one line",
      "one line\n",
      "\n\n\n",
      "\xEF\xBB\xBF"
      "with a mark\nand \xEF\xBB\xBF"
      "another\n\xEF\xBB\xBF"
      "here\n",
      "short\n" + std::string(300, 'x') + "\nlast without end",
      random_lines(3, 200, 20),
      random_lines(4, 7, 200)};
  return all;
}

/// Of a stretch, few enough for these texts to have several a rank.
constexpr std::size_t kFewBytes = 16;

TEST(CorpusShare, PartsAreTheWholeFileLineByLine) {
  for (const std::string& text : texts()) {
    const TextFile whole = TextFile::from_string(text, "text");
    for (const unsigned ranks : {1U, 2U, 3U, 4U, 9U}) {
      std::vector<std::string> joined(whole.lines().size());
      std::vector<int> times(joined.size(), 0);
      std::mutex mutex;
      in_ranks(ranks, [&](Communicator& communicator) {
        TextFile part = TextFile::from_string(text, "text");
        keep_own_part(part, communicator, kFewBytes);
        EXPECT_EQ(sha256_of_all(part, communicator), sha256_hex(text));
        EXPECT_EQ(lines_in_all(part, communicator), whole.lines().size());
        const std::lock_guard lock(mutex);
        for (std::size_t i = 0; i < part.lines().size(); ++i) {
          joined.at(part.line_in_file(i)) = part.lines()[i];
          ++times.at(part.line_in_file(i));
        }
      });
      EXPECT_EQ(times, std::vector<int>(joined.size(), 1));
      EXPECT_EQ(joined, std::vector<std::string>(whole.lines().begin(), whole.lines().end()));
    }
  }
}

// Lines of four bytes: stretches of as many lines each, in turn.
TEST(CorpusShare, RanksHaveStretchesInTurn) {
  std::string text;
  for (int line = 100; line < 124; ++line) text += std::to_string(line) + '\n';
  in_ranks(2, [&](Communicator& communicator) {
    TextFile part = TextFile::from_string(text, "text");
    keep_own_part(part, communicator, 16);
    ASSERT_EQ(part.stretches().size(), 3U) << "96 bytes are three times two of 16";
    for (std::size_t turn = 0; turn < 3; ++turn) {
      EXPECT_EQ(part.stretches()[turn].first_line, 8 * turn + 4 * communicator.rank());
      EXPECT_EQ(part.stretches()[turn].lines, 4U);
    }
    keep_own_part(part, communicator);
    EXPECT_EQ(part.stretches().size(), 1U);
  });
  const std::string long_text = random_lines(8, 10'000, 30);
  in_ranks(2, [&](Communicator& communicator) {
    TextFile part = TextFile::from_string(long_text, "text");
    keep_own_part(part, communicator, 1);
    EXPECT_EQ(part.stretches().size(), 256U) << "and no more";
  });
}

TEST(CorpusShare, SharesOfLongTextsAreAlike) {
  const std::string text = random_lines(5, 5000, 30);
  in_ranks(4, [&](Communicator& communicator) {
    TextFile part = TextFile::from_string(text, "text");
    keep_own_part(part, communicator, 1000);
    std::size_t bytes = 0;
    for (const TextStretch& stretch : part.stretches()) {
      EXPECT_NEAR(static_cast<double>(stretch.end - stretch.begin), 1000, 100);
      bytes += stretch.end - stretch.begin;
    }
    EXPECT_NEAR(static_cast<double>(bytes), static_cast<double>(text.size()) / 4, 500);
  });
}

// Labels of very different length, so that their bytes are shared quite differently.
TEST(CorpusShare, LabelsFollowTheirDocuments) {
  for (const std::string& text : texts()) {
    const std::size_t documents = TextFile::from_string(text, "text").count_lines();
    for (const std::uint64_t seed : {1, 2}) {
      t2v::Random random(seed);
      std::string labels;
      std::vector<std::string> list;
      for (std::size_t i = 0; i < documents; ++i) {
        list.push_back(std::to_string(i) + std::string(random.below(seed == 1 ? 3 : 90), 'l'));
        labels += list.back() + '\n';
      }
      for (const unsigned ranks : {1U, 2U, 4U, 9U}) {
        in_ranks(ranks, [&](Communicator& communicator) {
          TextFile corpus = TextFile::from_string(text, "text");
          keep_own_part(corpus, communicator, kFewBytes);
          TextFile part = TextFile::from_string(labels, "labels");
          keep_lines_of(part, corpus, communicator);
          const std::size_t lines = corpus.count_lines();
          ASSERT_EQ(part.lines().size(), lines);
          for (std::size_t i = 0; i < lines; ++i) {
            EXPECT_EQ(part.lines()[i], list[corpus.line_in_file(i)]);
          }
          EXPECT_EQ(part.line_in_file(0), corpus.line_in_file(0));
          EXPECT_EQ(sha256_of_all(part, communicator), sha256_hex(labels));
        });
      }
    }
  }
}

TEST(CorpusShare, OtherNumbersOfLinesAreAnErrorOfAll) {
  in_ranks(3, [](Communicator& communicator) {
    TextFile corpus = TextFile::from_string("a\nb\nc\nd\n", "corpus.txt");
    keep_own_part(corpus, communicator);
    TextFile labels = TextFile::from_string("x\ny\nz\n", "labels.txt");
    try {
      keep_lines_of(labels, corpus, communicator);
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(),
                   "corpus.txt has 4 lines but labels.txt has 3, expected a line of labels for "
                   "each document");
    }
  });
}

// A mapped file, whose other parts are not to be touched.
TEST(CorpusShare, PartsOfAMappedFile) {
  const std::string text = random_lines(6, 150'000, 20);
  ASSERT_GT(text.size(), 1U << 20);
  const std::string path = ::testing::TempDir() + "/corpus_share.txt";
  std::ofstream(path, std::ios::binary) << text;
  std::vector<std::vector<std::string>> parts(3);
  in_ranks(3, [&](Communicator& communicator) {
    TextFile part = TextFile::open(path);
    keep_own_part(part, communicator);
    EXPECT_EQ(sha256_of_all(part, communicator), sha256_hex(text));
    for (const TextStretch& stretch : part.stretches()) {
      part.release(part.content_of(stretch));
      parts[communicator.rank()].emplace_back(part.content_of(stretch));
    }
  });
  std::string joined;
  for (std::size_t turn = 0; turn < parts[0].size(); ++turn) {
    for (const std::vector<std::string>& of_rank : parts) joined += of_rank.at(turn);
  }
  EXPECT_GT(parts[0].size(), 1U);
  EXPECT_TRUE(joined == text);
}

TEST(CorpusShare, BadLabelsAreNamedByTheirLineInTheWholeFile) {
  const std::string documents = "a\nb\nc\nd\ne\nf\n";
  const std::string labels = "x\nx\nx\nx\n" + std::string(300, 'y') + "\nx\n";
  std::string message;
  in_ranks(3, [&](Communicator& communicator) {
    TextFile corpus = TextFile::from_string(documents, "corpus.txt");
    keep_own_part(corpus, communicator);
    TextFile part = TextFile::from_string(labels, "labels.txt");
    keep_lines_of(part, corpus, communicator);
    try {
      read_labels(part);
    } catch (const Error& error) {
      message = error.what();
    }
  });
  EXPECT_EQ(message, "labels.txt:5: a label of 300 bytes, expected at most 255");
}

TEST(CorpusShare, LabelNamesAreSharedAndCountedTogether) {
  const std::vector<std::string> parts = {"긍정\n긍정 b\n", "", "b\n\n부정\n긍정\n"};
  const LabelSet whole =
      read_labels(TextFile::from_string(parts[0] + parts[1] + parts[2], "labels"));
  in_ranks(3, [&](Communicator& communicator) {
    LabelSet labels = read_labels(TextFile::from_string(parts[communicator.rank()], "labels"), {});
    share_label_names(labels, communicator);
    ASSERT_EQ(labels.names.size(), whole.names.size());
    for (std::uint32_t id = 0; id < whole.names.size(); ++id) {
      EXPECT_EQ(labels.names.key(id), whole.names.key(id));
      EXPECT_EQ(labels.names.count(id), whole.names.count(id));
    }
    const std::size_t first = communicator.rank() == 0 ? 0 : 2;
    for (std::size_t i = 0; i < labels.of_document.size(); ++i) {
      const auto own = labels.of_document[i];
      const auto expected = whole.of_document[first + i];
      EXPECT_EQ(std::vector(own.begin(), own.end()), std::vector(expected.begin(), expected.end()));
    }
  });
}

TEST(CorpusShare, WordLabelCountsAddUpInTheFirstRank) {
  const Vocabulary words = Vocabulary::from_ordered({{"a", 9}, {"b", 5}, {"c", 1}});
  const Vocabulary labels = Vocabulary::from_ordered({{"x", 6}, {"y", 3}});
  const std::vector<std::uint64_t> word_counts = {9, 5, 1};
  const std::vector<std::uint64_t> label_counts = {6, 3};
  // Documents of each word; a: x 2, y 1. b: y 1. c: none.
  const WordLabelArrays first{{3, 1, 0}, {0, 2, 3, 3}, {0, 1, 1}, {2, 1, 1}};
  // a: x 1. b: x 2. c: y 1.
  const WordLabelArrays second{{1, 2, 1}, {0, 1, 2, 3}, {0, 0, 1}, {1, 2, 1}};
  in_ranks(2, [&](Communicator& communicator) {
    const WordLabelCounts own(communicator.rank() == 0 ? first : second, word_counts, label_counts);
    const WordLabelCounts sums = sum_on_first_rank(own, words, labels, communicator);
    if (communicator.rank() > 0) return;
    const WordLabelArrays arrays = sums.arrays();
    EXPECT_EQ(arrays.word_documents, (std::vector<std::uint32_t>{4, 3, 1}));
    EXPECT_EQ(arrays.offsets, (std::vector<std::uint64_t>{0, 2, 4, 5}));
    EXPECT_EQ(arrays.labels, (std::vector<std::uint32_t>{0, 1, 0, 1, 1}));
    EXPECT_EQ(arrays.documents, (std::vector<std::uint32_t>{3, 1, 2, 1, 1}));
  });
}

TEST(CorpusShare, SmallTextsAreSampledWholeAndLargeOnesEvenly) {
  const std::string text = random_lines(8, 3000, 30);
  for (const std::uint64_t most : {std::uint64_t{1} << 30, std::uint64_t{5000}}) {
    in_ranks(3, [&](Communicator& communicator) {
      TextFile part = TextFile::from_string(text, "text");
      keep_own_part(part, communicator, 500);
      const std::string sample = sample_on_first_rank(part, most, communicator);
      if (communicator.rank() > 0) {
        EXPECT_EQ(sample, "");
      } else if (most > text.size()) {
        EXPECT_EQ(sample, text);
      } else {
        EXPECT_LE(sample.size(), 5000U);
        EXPECT_GE(sample.size(), 4900U);
        EXPECT_EQ(text.find(sample.substr(0, sample.find('\n') + 1)) != std::string::npos, true);
      }
    });
  }
}

}  // namespace
}  // namespace t2v::testing
