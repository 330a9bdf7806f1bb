#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Arguments = std::vector<std::string>;
using Json = nlohmann::json;

/// Text of all that a corpus should not hold, a line each, time and again.
std::string dirty_text() {
  std::mt19937 random(5);
  std::string bytes;
  for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(random());
  std::erase(bytes, '\n');
  const std::vector<std::string> lines{
      bytes,
      std::string("nul\0in\0words \0 \0\0", 17),
      "lone \xED\xA0\x80 surrogates \xED\xBF\xBF and a pair \xED\xA0\xBD\xED\xB8\x80",
      "\u110E\u116C\u1100\u1169 \u1112\u1161\u11AB\u1100\u1173\u11AF",  // NFD Hangul
      "overlong \xC0\xAF \xE0\x80\xAF \xF8\x88\x80\x80\x80 cut \xEC\xB5",
      "beyond \xF4\x90\x80\x80 \xFF\xFE\xFF\xFE",
      std::string(100'000, 'x') + " " + std::string(300, 'y'),
      "\u200B\u200D\uFEFF \u202E right to left \u2028 \u0085 line separators",
      "e" + std::string(2000, '\xCC') + "\x81",
      "",
      " \t\u00A0\u3000 ",
      "\r\r\r",
  };
  std::string text;
  for (int i = 0; i < 20; ++i)
    for (const std::string& line : lines) text += line + (i % 2 == 0 ? "\n" : "\r\n");
  return text;
}

class DirtyCorpus : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(EveryTokenizer, DirtyCorpus,
                         ::testing::Values("whitespace", "unicode", "sentencepiece", "characters"));

TEST_P(DirtyCorpus, TrainsAndAnswers) {
  const WorkFolder folder;
  folder.write("corpus.txt", dirty_text());
  Arguments arguments{"train", "corpus.txt", "--tokenizer", GetParam(),  "--epochs", "1",
                      "--dim", "8",          "--quiet",     "--threads", "1"};
  if (arguments[3] == "sentencepiece") {
    arguments.insert(arguments.end(), {"--sentencepiece-vocab", "400"});
  }
  const Outcome trained = folder.run(arguments);
  ASSERT_EQ(trained.exit_code, 0) << trained.err;
  EXPECT_THAT(trained.err_lines(), Each(StartsWith("t2v: note: corpus.txt")));
  EXPECT_THAT(trained.err, HasSubstr("corpus.txt:1: invalid UTF-8, here first;"));
  const Outcome info = folder.run({"info", "--json"});
  EXPECT_EQ(info.exit_code, 0) << info.err;
  EXPECT_GT(Json::parse(info.out).at("words").get<int>(), 5);
  const Outcome tokens = folder.run({"tokenize", "corpus.txt", "-m", "t2v.h5"});
  EXPECT_EQ(tokens.exit_code, 0) << tokens.err;
  EXPECT_THAT(tokens.out_lines(), SizeIs(12 * 20));
}

TEST(DirtyLabels, KeepWhatIsNoWhiteSpace) {
  const WorkFolder folder;
  folder.write("corpus.txt", "가 나 다\n가 나 다\n가 나 다\n가 나 다\n가 나 다\n가 나 다\n");
  // Tab, a hard space and an ideographic one part labels; control characters do not.
  folder.write("labels.txt", "one\ttwo\u00A0three\u3000four\n\x01\x1B[31mred\n\xFF\xFE\n\u200B\n" +
                                 std::string("a\0b", 3) + "\n" + "\xED\xA0\x80\n");
  const Outcome trained =
      folder.run({"train", "corpus.txt", "labels.txt", "--epochs", "1", "--dim", "8", "--quiet"});
  ASSERT_EQ(trained.exit_code, 0) << trained.err;
  const Outcome labels = folder.run({"labels", "가", "--json"});
  ASSERT_EQ(labels.exit_code, 0) << labels.err;
  EXPECT_THAT(labels.err, IsEmpty());
  EXPECT_THAT(labels.out, HasSubstr("\"one\""));
  EXPECT_THAT(labels.out, HasSubstr("\"three\""));
  const Outcome table = folder.run({"labels", "가"});
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_THAT(table.out, ::testing::Not(HasSubstr("\x1B")));
}

TEST(DirtyLabels, ThatAreTooLongAreRefused) {
  const WorkFolder folder;
  folder.write("corpus.txt", "가 나 다\n가 나 다\n");
  folder.write("labels.txt", "short\n" + std::string(100'000, 'l') + "\n");
  const Outcome outcome = folder.run({"train", "corpus.txt", "labels.txt"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v: labels.txt:2: ")));
  EXPECT_LT(outcome.err.size(), 1000U);
}

/// As many different words as there are, most of them once.
TEST(TooManyWords, AreCountedWithinBounds) {
  const WorkFolder folder;
  std::string text;
  for (int i = 0; i < 150'000; ++i) {
    text += "최고 영화";
    for (int k = 0; k < 4; ++k) text += " w" + std::to_string(4 * i + k);
    text += '\n';
  }
  folder.write("corpus.txt", text);
  const Arguments train{"train", "corpus.txt", "--max-vocab", "2",       "--epochs", "1",
                        "--dim", "8",          "--quiet",     "--cache", "c"};
  const std::string note =
      "t2v: note: corpus.txt: too many different words to count them all, so rare ones were "
      "forgotten; none that occurs more than 1 time was, and no other would be kept\n";
  for (int run = 0; run < 2; ++run) {  // the second takes it from the cache
    const Outcome outcome = folder.run(train);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, note);
    const Json info = Json::parse(folder.run({"info", "--json"}).out);
    EXPECT_EQ(info.at("words"), 2);
    EXPECT_EQ(info.at("tokens"), 300'000);
  }
}

TEST(AFileThatIsCut, EndsTrainingWithALine) {
  // The test of the library cuts files at every place; here it is the program's handler.
  const WorkFolder folder;
  std::string text;
  while (text.size() < 3 << 20) text += "가 나 다 라 마\n";
  folder.write("corpus.txt", text);
  Surroundings shell;
  shell.program = "/bin/sh";
  // Labels come from a pipe and end only after the corpus was cut.
  const std::string script =
      "mkfifo labels; \"$0\" train corpus.txt labels --quiet & "
      "exec 3> labels; : > corpus.txt; seq 10 >&3; exec 3>&-; wait $!";
  const Outcome outcome = folder.run({"-c", script, T2V_PROGRAM}, shell);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.err, "t2v: corpus.txt: became shorter while it was read\n");
  EXPECT_FALSE(folder.has("t2v.h5"));
}

}  // namespace
}  // namespace t2v::testing
