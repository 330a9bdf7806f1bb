#include "attribution/outside_classifier.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "text/error.h"

namespace t2v {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr milliseconds kLong(60'000);

using Answers = std::vector<std::vector<double>>;

/// Answers 0.25 and 0.75, the other way round where 최악 occurs.
constexpr const char* kFindsTheWorst =
    "while read -r line; do case $line in *최악*) echo 0.75 0.25;; *) echo 0.25 0.75;; esac; done";

/// What the classifier says when it is asked about `texts`.
std::string error_of(const std::string& command, std::size_t labels,
                     const std::vector<std::string>& texts, milliseconds patience = kLong) {
  try {
    OutsideClassifier classifier(command, labels, patience);
    classifier.probabilities(texts);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(OutsideClassifier, AnswersInTheOrderOfTexts) {
  OutsideClassifier classifier(kFindsTheWorst, 2, kLong);
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{"최고", "", "정말 최악"}),
            (Answers{{0.25, 0.75}, {0.25, 0.75}, {0.75, 0.25}}));
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{}), Answers{});
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{"최악"}), (Answers{{0.75, 0.25}}));
}

TEST(OutsideClassifier, TakesEveryKindOfNumberAndSpace) {
  OutsideClassifier classifier("while read line; do printf '0\\t1   5e-1 1.0\\r\\n'; done", 4,
                               kLong);
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{"a"}), (Answers{{0, 1, 0.5, 1}}));
}

TEST(OutsideClassifier, SeesOneLineATextWhateverIsInIt) {
  // The number of bytes, in hundredths.
  OutsideClassifier classifier(
      "python3 -c 'import sys\nfor line in sys.stdin: print((len(line) - 1) / 100, flush=True)'", 1,
      kLong);
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{"a\nb\r\nc", "\n\n", "$(x) `y` '\""}),
            (Answers{{0.06}, {0.02}, {0.11}}));
}

TEST(OutsideClassifier, DoesNotBlockWhenPipesFill) {
  // Neither the texts nor the answers of a batch fit into a pipe (64 KiB), and `cat` passes on at
  // once what it gets.
  OutsideClassifier classifier("cat", 40, kLong);
  std::string text;
  for (int i = 0; i < 40; ++i) text += "0.123456789 ";
  const std::vector<std::string> texts(5000, text);
  const Answers answers = classifier.probabilities(texts);
  ASSERT_EQ(answers.size(), texts.size());
  for (const auto& answer : answers) EXPECT_EQ(answer, std::vector<double>(40, 0.123456789));
}

TEST(OutsideClassifier, TakesAnswersFromManyThreads) {
  OutsideClassifier classifier("cat", 1, kLong);
  std::vector<std::thread> threads;
  std::vector<Answers> answers(4);
  for (std::size_t thread = 0; thread < answers.size(); ++thread) {
    threads.emplace_back([&, thread] {
      const std::vector<std::string> texts(200, "0." + std::to_string(thread + 1));
      answers[thread] = classifier.probabilities(texts);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t thread = 0; thread < answers.size(); ++thread) {
    EXPECT_EQ(answers[thread], Answers(200, {static_cast<double>(thread + 1) / 10})) << thread;
  }
}

TEST(OutsideClassifier, RefusesWhatAreNoProbabilities) {
  EXPECT_EQ(error_of("cat", 2, {"0.5 0.5", "0.5 0.25 0.25"}),
            "classifier 'cat': answer 2 is '0.5 0.25 0.25', expected 2 probabilities, one a label");
  EXPECT_EQ(error_of("cat", 2, {""}),
            "classifier 'cat': answer 1 is '', expected 2 probabilities, one a label");
  EXPECT_EQ(error_of("cat", 2, {"0.5 halb"}),
            "classifier 'cat': answer 1 is '0.5 halb', 'halb' is no number from 0 to 1");
  for (const std::string bad : {"nan", "-0.1", "1.0001", "inf", "0,5", "0x1", "0.5%"}) {
    EXPECT_EQ(error_of("cat", 1, {bad}), "classifier 'cat': answer 1 is '" + bad + "', '" + bad +
                                             "' is no number from 0 to 1");
  }
}

TEST(OutsideClassifier, ShowsTheBeginningOfALongAnswer) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "최악";
  const std::string error = error_of("cat", 1, {text});
  EXPECT_THAT(error, HasSubstr("최악..."));
  EXPECT_LT(error.size(), 300U);
  EXPECT_EQ(error_of("tr -d '\\n'", 1, {std::string(3'000'000, '1')}),
            "classifier 'tr -d '\\n'': answer 1 is longer than 1048576 bytes");
}

TEST(OutsideClassifier, RefusesMoreLinesThanTexts) {
  EXPECT_EQ(error_of("echo ready; echo 0.5; cat", 1, {"0.5"}),
            "classifier 'echo ready; echo 0.5; cat': answer 1 is 'ready', 'ready' is no number "
            "from 0 to 1");
  // Both lines are there before the command reads on.
  EXPECT_EQ(error_of("printf '0.5\\nand more\\n'; cat", 1, {"0.5"}),
            "classifier 'printf '0.5\\nand more\\n'; cat': says 'and more' behind answer 1, "
            "expected one line a text");
}

TEST(OutsideClassifier, TellsHowADeadCommandEnded) {
  EXPECT_EQ(error_of("read line; echo 0.5; exit 3", 1, {"a", "b", "c"}),
            "classifier 'read line; echo 0.5; exit 3': ended with exit status 3 after 1 answers, "
            "expected one for each text");
  EXPECT_THAT(error_of("kill -9 $$", 1, {"a"}), HasSubstr("ended with signal 9 (Killed)"));
  EXPECT_THAT(error_of("exec /no/such/classifier 2>/dev/null", 1, {"a"}),
              HasSubstr("ended with exit status 127"));
  EXPECT_THAT(error_of("exec >&-; sleep 100", 1, {"a"}), HasSubstr("ended with its output closed"));
  // The pipe to a command that is gone takes nothing.
  EXPECT_THAT(error_of("exit 0", 1, std::vector<std::string>(100'000, "a text")),
              HasSubstr("ended with exit status 0 after 0 answers"));
}

TEST(OutsideClassifier, ReadsAnswersThatWereGivenBeforeTheInputWasClosed) {
  OutsideClassifier classifier("exec <&-; echo 0.5; echo 0.25; sleep 1", 1, kLong);
  EXPECT_EQ(classifier.probabilities(std::vector<std::string>{"a", "b"}), (Answers{{0.5}, {0.25}}));
}

TEST(OutsideClassifier, GivesUpOnSilence) {
  EXPECT_THAT(error_of("cat >/dev/null", 1, {"a"}, milliseconds(200)),
              AllOf(StartsWith("classifier 'cat >/dev/null': no answer within 0.2 s, after 0 "
                               "answers"),
                    Not(HasSubstr("\n"))));
  // A command that does not even read.
  EXPECT_THAT(
      error_of("sleep 100", 1, std::vector<std::string>(100'000, "a text"), milliseconds(200)),
      HasSubstr("no answer within 0.2 s"));
}

TEST(OutsideClassifier, IsOfNoUseAfterAFailure) {
  OutsideClassifier classifier("cat", 1, kLong);
  EXPECT_THROW(classifier.probabilities(std::vector<std::string>{"x", "0.5"}), Error);
  EXPECT_THROW(classifier.probabilities(std::vector<std::string>{"0.5"}), Error);
}

}  // namespace
}  // namespace t2v
