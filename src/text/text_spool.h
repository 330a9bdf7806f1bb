#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text/random_access_file.h"
#include "text/text_file.h"

namespace t2v {

/// A text that comes piece by piece: from a pipe, out of a compressed file, or made from another.
/// It is held in memory, or, where it is larger than a few megabytes and a folder is given, in a
/// file there that has no name and vanishes with the text.
class TextSpool {
 public:
  explicit TextSpool(std::string folder = {}) : folder_(std::move(folder)) {}

  /// @throws Error where the file cannot be written: no room, ...
  void append(std::string_view piece);

  /// The whole text; `name` stands in messages. Nothing may be appended afterwards.
  TextFile finish(std::string name) &&;

 private:
  void move_to_file();

  std::string folder_;
  std::string held_;
  std::optional<RandomAccessFile> file_;
  std::uint64_t filed_ = 0;  ///< bytes in the file
};

}  // namespace t2v
