#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// A whole text file in memory (mapped where the file allows, read otherwise), cut into lines.
class TextFile {
 public:
  /// `path` "-" reads standard input.
  /// @throws Error when the file is missing, a directory or unreadable
  static TextFile open(const std::string& path);

  /// A text that is in memory already; `name` stands in messages.
  static TextFile from_string(std::string text, std::string name);

  TextFile(TextFile&&) noexcept;
  TextFile& operator=(TextFile&&) noexcept;
  ~TextFile();

  /// Lines without their ends (LF or CRLF) and without a byte order mark at the beginning; a last
  /// line need not end in LF. The views live as long as this object.
  const std::vector<std::string_view>& lines() const { return lines_; }

  /// The bytes as they are in the file.
  std::string_view bytes() const { return bytes_; }
  const std::string& name() const { return name_; }  ///< the path, or "standard input"

 private:
  TextFile() = default;
  void split_lines();

  std::string name_;
  std::string owned_;             ///< the text, where it is not mapped
  void* mapping_ = nullptr;       ///< the mapped file, where it is
  std::size_t mapping_size_ = 0;  ///< bytes
  std::string_view bytes_;
  std::vector<std::string_view> lines_;
};

}  // namespace t2v
