#include "embedding/document_row.h"

#include <algorithm>

namespace t2v {

void WorkerDocumentRow::fetch(std::uint32_t document) {
  document_ = document;
  seen_ = shared_.read(document, rows_.row(0));
  std::copy_n(rows_.row(0), rows_.stride(), rows_.row(1));
}

void WorkerDocumentRow::merge() {
  shared_.merge(document_, rows_.row(1), rows_.row(0), seen_, 1.0F);
}

}  // namespace t2v
