#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::HasSubstr;

TEST(TokenizeCommand, PrintsWordsOfADocumentALine) {
  const WorkFolder folder;
  // A byte order mark, runs of spaces, an empty line, decomposed 최고, a full-width letter.
  folder.write("text.txt", "\uFEFF스토리  최고\tㅋㅋ\r\n\r\n\u110E\u116C\u1100\u1169 Ａ\n");
  EXPECT_EQ(folder.run({"tokenize", "text.txt"}).out, "스토리 최고 ㅋㅋ\n\n최고 A\n");
  EXPECT_EQ(folder.run({"tokenize", "text.txt", "--tokenizer", "characters"}).out,
            "스 토 리 최 고 ㅋ ㅋ\n\n최 고 A\n");
  Surroundings surroundings;
  surroundings.standard_input = "最好 的！\n";
  EXPECT_EQ(folder.run({"tokenize", "-"}, surroundings).out, "最好 的!\n");
}

TEST(TokenizeCommand, KeepsTheOrderOfManyDocuments) {
  const WorkFolder folder;
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "문서 " + std::to_string(i) + "\n";
  folder.write("text.txt", text);
  EXPECT_EQ(folder.run({"tokenize", "text.txt"}).out, text);
}

TEST(TokenizeCommand, LeavesOutOverlongWordsAsTrainingDoes) {
  const WorkFolder folder;
  folder.write("text.txt", "가 " + std::string(300, 'x') + " 나\n");
  EXPECT_EQ(folder.run({"tokenize", "text.txt"}).out, "가 나\n");
}

TEST(TokenizeCommand, TrainsSentencePieceOrTakesAModel) {
  const WorkFolder folder;
  folder.write("text.txt", film_reviews().corpus);
  const Outcome trained = folder.run(
      {"tokenize", "text.txt", "--tokenizer", "sentencepiece", "--sentencepiece-vocab", "60"});
  EXPECT_EQ(trained.exit_code, 0) << trained.err;
  EXPECT_EQ(trained.out_lines().size(), 3000U);

  EXPECT_EQ(folder
                .run({"train", "text.txt", "--quiet", "--tokenizer", "sentencepiece",
                      "--sentencepiece-vocab", "60"})
                .exit_code,
            0);
  EXPECT_EQ(folder.run({"tokenize", "text.txt", "-m", "t2v.h5"}).out, trained.out);
}

TEST(TokenizeCommand, RefusesTwoTokenizers) {
  const WorkFolder folder;
  folder.write("text.txt", "가\n");
  const Outcome outcome =
      folder.run({"tokenize", "text.txt", "-m", "t2v.h5", "--tokenizer", "unicode"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("either -m or --tokenizer"));
}

}  // namespace
}  // namespace t2v::testing
