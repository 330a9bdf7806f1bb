#include "text/content_word.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(ContentWord, HasALetterAndMoreThanOneCharacter) {
  for (const char* word : {"영화", "ㅋㅋ", "ok", "故事", "B급", "3D", "n't"})
    EXPECT_TRUE(is_content_word(word)) << word;
  for (const char* word : {"", "의", "a", "了", "...", "10", "^^", "-_-", "\xff\xfe"})
    EXPECT_FALSE(is_content_word(word)) << word;
}

}  // namespace
}  // namespace t2v
