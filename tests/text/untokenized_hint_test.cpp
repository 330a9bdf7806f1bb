#include "text_test.h"

#include "text/corpus.h"

namespace t2v {
namespace {

bool looks_untokenized_text(const std::string& text) {
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  return looks_untokenized(encode_corpus(file, *simple_tokenizer("whitespace"), {.min_count = 1}));
}

TEST(LooksUntokenizedTest, RawKorean) {
  EXPECT_TRUE(
      looks_untokenized_text("영화가 정말 재밌어요 ㅋㅋ\n"
                             "이 영화 스토리가 너무 뻔하다\n"
                             "배우들 연기는 좋은데 스토리 전개가 아쉽다\n"
                             "연기 하나는 최고! 음악을 듣는 재미도 있다\n"
                             "음악 영상미 모두 좋았던 영화\n"
                             "오랜만에 영화를 보고 울었네요 ㅠㅠ\n"));
}

TEST(LooksUntokenizedTest, TokenisedKorean) {
  EXPECT_FALSE(
      looks_untokenized_text("영화 가 정말 재밌 어요 ㅋㅋ\n"
                             "이 영화 스토리 가 너무 뻔한\n"
                             "배우 들 연기 는 좋 은데 스토리 전개 가 아쉽 다\n"
                             "연기 하나 는 최고 ! 음악 을 듣 는 재미 도 있 다\n"));
  EXPECT_FALSE(looks_untokenized_text("최악/noun 영화/noun\n영화/noun 가/josa 정말/adverb\n"));
}

TEST(LooksUntokenizedTest, KoreanWithoutParticles) {
  EXPECT_FALSE(
      looks_untokenized_text("영화 정말 재미\n스토리 전개 뻔한\n배우 연기 최고\n"
                             "음악 영상미 감동\n작가 정도 나이 태도\n영화 감독 배우 평가\n"));
}

TEST(LooksUntokenizedTest, RawChineseAndJapanese) {
  EXPECT_TRUE(
      looks_untokenized_text("房间很大，床有2M宽，整体感觉经济实惠不错!\n"
                             "早餐太差，无论去多少人，那边也不加食品的。\n"));
  EXPECT_TRUE(
      looks_untokenized_text("この映画は本当に面白かったです。\n音楽も素晴らしい！ また見たい\n"));
}

TEST(LooksUntokenizedTest, ChineseClausesThatAreTooLongForWords) {
  std::string clause;
  for (int i = 0; i < 40; ++i) clause += "房间很大";
  EXPECT_TRUE(looks_untokenized_text("不错 " + clause + "\n很好\n"));
}

TEST(LooksUntokenizedTest, TokenisedChineseAndJapanese) {
  EXPECT_FALSE(
      looks_untokenized_text("房间 很 大 ， 床 有 2M 宽 ， 整体 感觉 经济 实惠 不错 !\n"
                             "早餐 太 差 ， 无论 去 多少 人 ， 那边 也 不 加 食品 的 。\n"));
  EXPECT_FALSE(
      looks_untokenized_text("この 映画 は 本当に 面白かっ た です 。\n音楽 も 素晴らしい ！\n"));
}

TEST(LooksUntokenizedTest, OtherLanguages) {
  EXPECT_FALSE(
      looks_untokenized_text("The story was dull but the actors were great!\n"
                             "I would not watch this film again.\n"));
  EXPECT_FALSE(looks_untokenized_text("Фильм отличный, всем советую\n"));
}

}  // namespace
}  // namespace t2v
