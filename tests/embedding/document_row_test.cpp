#include "embedding/document_row.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(DocumentRow, AWorkersChangesReachTheSharedRow) {
  Matrix rows(3, 2);
  rows.row(2)[1] = 0.5F;
  SharedRows shared(rows);
  WorkerDocumentRow worker(shared);
  worker.fetch(2);
  EXPECT_EQ(worker.row()[1], 0.5F);
  worker.row()[1] += 1;
  EXPECT_EQ(rows.row(2)[1], 0.5F) << "not before merge()";
  worker.merge();
  EXPECT_EQ(rows.row(2)[1], 1.5F);
  worker.fetch(0);
  EXPECT_EQ(worker.row()[1], 0.0F);
}

TEST(DocumentRow, TwoWorkersInOneLongDocumentAreAveraged) {
  Matrix rows(1, 1);
  SharedRows shared(rows);
  WorkerDocumentRow first(shared);
  WorkerDocumentRow second(shared);
  first.fetch(0);
  second.fetch(0);
  first.row()[0] += 8;
  second.row()[0] += 4;
  first.merge();
  second.merge();
  EXPECT_EQ(rows.row(0)[0], 10.0F);
}

}  // namespace
}  // namespace t2v
