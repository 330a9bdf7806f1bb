#include "attribution/document_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace t2v {
namespace {

TEST(DocumentOrder, TakesEveryResultOnceAndInOrder) {
  const std::size_t documents = 2 * kDocumentsAtATime + 7;
  std::vector<std::size_t> taken;
  for_each_document(
      documents, [](std::size_t document) { return 3 * document; },
      [&](std::size_t document, std::size_t result) {
        EXPECT_EQ(result, 3 * document);
        taken.push_back(document);
      });
  ASSERT_EQ(taken.size(), documents);
  for (std::size_t i = 0; i < documents; ++i) ASSERT_EQ(taken[i], i);
}

TEST(DocumentOrder, NoDocuments) {
  for_each_document(
      0, [](std::size_t) { return 0; },
      [](std::size_t, int) { FAIL() << "there is nothing to take"; });
}

}  // namespace
}  // namespace t2v
