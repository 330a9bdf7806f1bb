#include "text/text_spool.h"

#include <cstddef>
#include <span>
#include <utility>

namespace t2v {

namespace {

/// Where there is a folder, so much of a text is held in memory.
constexpr std::size_t kMostHeldBytes = 8 << 20;

}  // namespace

void TextSpool::append(std::string_view piece) {
  held_ += piece;
  if (folder_.empty() || held_.size() < kMostHeldBytes) return;
  if (!file_) file_ = RandomAccessFile::temporary(folder_);
  move_to_file();
}

void TextSpool::move_to_file() {
  file_->write_at(filed_, std::as_bytes(std::span(held_)));
  filed_ += held_.size();
  held_.clear();
}

TextFile TextSpool::finish(std::string name) && {
  if (!file_) return TextFile::from_string(std::move(held_), std::move(name));
  move_to_file();
  return TextFile::from_descriptor(file_->descriptor(), filed_, std::move(name));
}

}  // namespace t2v
