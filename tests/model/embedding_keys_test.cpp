#include "model/embedding_keys.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;

StringColumn column(const std::vector<std::string>& keys) {
  StringColumn strings(keys.size(), 16);
  for (std::size_t row = 0; row < keys.size(); ++row) strings.set(row, keys[row]);
  return strings;
}

std::string error_of(const std::vector<std::string>& keys) {
  const std::vector<std::uint64_t> counts(keys.size(), 1);
  return message_of<Error>([&] { vocabulary_of(column(keys), counts); });
}

TEST(EmbeddingKeys, FormAColumnAsWideAsTheLongestKey) {
  const auto vocabulary = Vocabulary::from_ordered({{"최악", 7}, {"ㅋㅋㅋ", 9}, {"a", 0}});
  const StringColumn keys = key_column(vocabulary);
  EXPECT_EQ(keys.width(), 9U);
  EXPECT_EQ(std::string(keys.data(), 27), std::string("최악\0\0\0ㅋㅋㅋa\0\0\0\0\0\0\0\0", 27));
}

TEST(EmbeddingKeys, KeepTheirOrder) {
  const std::vector<std::uint64_t> counts = {1, 5, 3};
  const Vocabulary vocabulary = vocabulary_of(column({"b", "a", "😀"}), counts);
  ASSERT_EQ(vocabulary.size(), 3U);
  EXPECT_EQ(vocabulary.key(0), "b");
  EXPECT_EQ(vocabulary.key(2), "😀");
  EXPECT_EQ(vocabulary.count(1), 5U);
  EXPECT_EQ(vocabulary.total_count(), 9U);
}

TEST(EmbeddingKeys, AreRefusedWhenEmptyTwiceOrIllFormed) {
  EXPECT_THAT(error_of({"a", ""}), HasSubstr("empty"));
  EXPECT_THAT(error_of({"a", "b", "a"}), HasSubstr("'a' occurs twice"));
  for (const std::string bad :
       {"\xFF", "a\xEC\xB5", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_EQ(error_of({"a", bad}), "the key in row 1 is not well-formed UTF-8 without NUL");
  }
  EXPECT_EQ(error_of({std::string("a\0b", 3)}),
            "the key in row 0 is not well-formed UTF-8 without NUL");
}

TEST(EmbeddingKeys, AreCheckedBeforeTheyAreStored) {
  const auto vocabulary = Vocabulary::from_ordered({{std::string("a\0", 2), 1}});
  EXPECT_EQ(message_of<Error>([&] { key_column(vocabulary); }),
            "the key in row 0 is not well-formed UTF-8 without NUL");
}

}  // namespace
}  // namespace t2v
