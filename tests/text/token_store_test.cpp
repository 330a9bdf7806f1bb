#include "text/token_store.h"

#include <numeric>

#include "text_test.h"

namespace t2v {
namespace {

std::vector<std::uint32_t> part(const TokenStore& store, std::uint64_t begin, std::uint64_t end) {
  std::vector<std::uint32_t> buffer{9, 9, 9};
  const auto ids = store.read(begin, end, buffer);
  return {ids.begin(), ids.end()};
}

TEST(TokenStoreTest, TheSameInMemoryAndInAFile) {
  const TemporaryFolder folder;
  std::vector<std::uint32_t> ids(100'000);
  std::iota(ids.begin(), ids.end(), 5U);
  const TokenStore memory{std::span<const std::uint32_t>(ids)};
  const TokenStore file = memory.to_file(folder.file(""));
  const TokenStore back = file.to_memory();
  EXPECT_TRUE(memory.in_memory());
  EXPECT_FALSE(file.in_memory());
  EXPECT_TRUE(back.in_memory());
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("")));
  for (const TokenStore& store : {memory, file, back}) {
    EXPECT_EQ(store.size(), ids.size());
    EXPECT_EQ(part(store, 0, ids.size()), ids);
    EXPECT_EQ(part(store, 40'000, 40'003), (std::vector<std::uint32_t>{40'005, 40'006, 40'007}));
    EXPECT_TRUE(part(store, 7, 7).empty());
  }
}

TEST(TokenStoreTest, NothingAtFirst) {
  const TokenStore store;
  EXPECT_TRUE(store.empty());
  EXPECT_TRUE(store.in_memory());
  EXPECT_TRUE(part(store, 0, 0).empty());
}

}  // namespace
}  // namespace t2v
