#include "model/word_label_table.h"

#include <fmt/format.h>

#include <utility>

#include "text/error.h"

namespace t2v {

WordLabelTable::WordLabelTable(Stored stored, std::uint32_t words) : stored_(std::move(stored)) {
  const std::size_t offsets = stored_.offset.size();
  if (offsets != 0 && offsets != std::size_t{words} + 1) fail();
  if (stored_.label.size() != stored_.documents.size()) fail();
}

void WordLabelTable::fail() const {
  throw Error(
      fmt::format("{}: offsets, labels and documents do not fit each other", stored_.group));
}

}  // namespace t2v
