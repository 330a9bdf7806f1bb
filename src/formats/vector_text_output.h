#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/replacement_file.h"

namespace t2v {

/// Appends text to a file that is written front to back.
class TextOutput {
 public:
  explicit TextOutput(const std::string& path) : file_(path) {}

  /// @throws Error as ReplacementFile
  void append(std::string_view text);

  /// Appends what write(row, text) adds to `text` for all rows, in order; calls run in parallel.
  void append_rows(std::size_t rows,
                   const std::function<void(std::size_t row, std::string& text)>& write);

  void commit() { file_.commit(); }

 private:
  ReplacementFile file_;
};

/// Appends the shortest digits from which the same float is read again.
void append_number(std::string& text, float value);

}  // namespace t2v
