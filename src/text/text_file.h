#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// A whole text file in memory (mapped where the file allows, read otherwise), cut into lines.
class TextFile {
 public:
  /// `path` "-" reads standard input. What cannot be mapped is held in memory, or, where it is
  /// larger than a few megabytes and `spool_folder` is given, in a temporary file there.
  /// @throws Error when the file is missing, a directory or unreadable
  static TextFile open(const std::string& path, const std::string& spool_folder = {});

  /// A text that is in memory already; `name` stands in messages.
  static TextFile from_string(std::string text, std::string name);

  TextFile(TextFile&&) noexcept;
  TextFile& operator=(TextFile&&) noexcept;
  ~TextFile();

  /// Lines without their ends (LF or CRLF) and without a byte order mark at the beginning; a last
  /// line need not end in LF. The views live as long as this object. They take 16 bytes a line from
  /// the first call on: long work on large texts goes through content() instead.
  const std::vector<std::string_view>& lines() const;

  /// How many lines there are. Runs in parallel (the caller's TBB arena) and keeps no page.
  std::size_t count_lines() const;

  /// The bytes as they are in the file.
  std::string_view bytes() const { return bytes_; }
  /// The bytes without a byte order mark at the beginning.
  std::string_view content() const;
  const std::string& name() const { return name_; }  ///< the path, or "standard input"

  /// Whoever has read `part` of bytes() to the end says so: its pages leave the memory of this
  /// process, and are fetched again where they are read again. Nothing happens to what is not
  /// mapped.
  void release(std::string_view part) const;

 private:
  struct Lines {
    std::once_flag cut;
    std::vector<std::string_view> views;
  };

  TextFile() = default;
  void read(int descriptor, const std::string& spool_folder);
  void map(int descriptor, std::size_t size);

  std::string name_;
  std::string owned_;             ///< the text, where it is not mapped
  void* mapping_ = nullptr;       ///< the mapped file, where it is
  std::size_t mapping_size_ = 0;  ///< bytes
  std::string_view bytes_;
  std::unique_ptr<Lines> lines_ = std::make_unique<Lines>();
};

/// SHA-256 of all bytes as `sha256sum` prints it; keeps no page of them.
std::string sha256_hex(const TextFile& text);

}  // namespace t2v
