#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "text/checksum.h"
#include "text/mapping.h"

namespace t2v {

/// Whole lines of a file, one behind the other.
struct TextStretch {
  std::size_t begin = 0;  ///< bytes of the file
  std::size_t end = 0;
  std::uint64_t first_line = 0;  ///< lines of the file before it
  std::uint64_t lines = 0;
};

/// A whole text file in memory (large ones mapped where the file allows, others read), cut into
/// lines. It is as the file was when it was opened: what is appended later is not seen, and that a
/// mapped file was cut meanwhile is an error of whatever reads it.
class TextFile {
 public:
  /// `path` "-" reads standard input. What is compressed (gzip or Zstandard, as its first bytes
  /// tell) is read as the text it holds. What cannot be mapped is held in memory, or, where it is
  /// larger than a few megabytes and `spool_folder` is given, in a temporary file there.
  /// @throws Error when the file is missing, a directory, unreadable, or compressed and damaged
  static TextFile open(const std::string& path, const std::string& spool_folder = {});

  /// A text that is in memory already; `name` stands in messages.
  static TextFile from_string(std::string text, std::string name);

  /// The first `size` bytes of an open file, mapped; the descriptor may be closed afterwards.
  /// @throws Error when it cannot be mapped
  static TextFile from_descriptor(int descriptor, std::size_t size, std::string name);

  /// Makes this a part of the file: of its lines there are only those in `stretches`, which rise;
  /// no other bytes are touched any more.
  void keep(std::vector<TextStretch> stretches);

  TextFile(TextFile&&) noexcept = default;  // views of the text stay valid
  TextFile& operator=(TextFile&&) noexcept = default;

  /// Lines without their ends (LF or CRLF) and without a byte order mark at the beginning; a last
  /// line need not end in LF. The views live as long as this object. They take 16 bytes a line from
  /// the first call on: long work on large texts goes through content() instead.
  /// @throws Error as require_whole
  const std::vector<std::string_view>& lines() const;

  /// How many lines there are. Runs in parallel (the caller's TBB arena) and keeps no page.
  /// @throws Error as require_whole
  std::size_t count_lines() const;

  /// Whether it was read where it lies in a file: not from a stream, and not out of compression.
  bool is_plain_file() const { return is_plain_file_; }

  /// The bytes of the whole file, as they are there.
  std::string_view bytes() const { return bytes_; }
  /// The bytes of the whole file without a byte order mark at the beginning.
  std::string_view content() const;
  const std::string& name() const { return name_; }  ///< the path, or "standard input"

  /// Whether keep() was called.
  bool is_part() const { return is_part_; }
  /// What was kept of it. The whole is one stretch, whose lines are not counted.
  const std::vector<TextStretch>& stretches() const { return stretches_; }
  /// The lines of a stretch, without a byte order mark at the beginning of the file.
  std::string_view content_of(const TextStretch& stretch) const;
  /// The number in the file, from 0, of the line that is number `index` of those kept.
  std::uint64_t line_in_file(std::uint64_t index) const;

  /// Whoever has read `part` of bytes() to the end says so: its pages leave the memory of this
  /// process, and are fetched again where they are read again. Nothing happens to what is not
  /// mapped. @throws Error as require_whole
  void release(std::string_view part) const;

  /// @throws Error where the file has become shorter since it was opened: then what was read from
  ///   bytes() may be wrong
  void require_whole() const;

 private:
  struct Lines {
    std::once_flag cut;
    std::vector<std::string_view> views;
  };

  TextFile() = default;
  void hold(std::string_view bytes);
  void read(int descriptor, std::size_t size);
  void map(int descriptor, std::size_t size);

  std::string name_;
  /// The text, where it is not mapped; not the string itself, which moves with this object.
  std::unique_ptr<std::string> owned_ = std::make_unique<std::string>();
  Mapping mapping_;  ///< the file, where it is
  std::string_view bytes_;
  bool is_plain_file_ = false;
  std::vector<TextStretch> stretches_ = std::vector<TextStretch>(1);
  bool is_part_ = false;
  std::unique_ptr<Lines> lines_ = std::make_unique<Lines>();
};

/// Lines in `part` of its bytes, the last of which need not end; keeps no page of them.
/// @throws Error as TextFile::require_whole
std::uint64_t count_lines(const TextFile& text, std::string_view part);

/// Adds `part` of its bytes; keeps no page of them. @throws Error as TextFile::require_whole
void add_bytes(const TextFile& text, std::string_view part, Sha256& sum);

/// SHA-256 of all bytes as `sha256sum` prints it; keeps no page of them.
/// @throws Error as TextFile::require_whole
std::string sha256_hex(const TextFile& text);

}  // namespace t2v
