#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace t2v {

/// A file that is written beside the path it is meant for and renamed onto it once it is whole:
/// nobody ever reads half a file, and an old one stays as it was until then. What is written lies
/// in the same folder and is removed unless committed: without a name where the file system allows
/// it, so that nothing stays behind however the process ends, else as `.t2v-...tmp`. Such files
/// whose process was killed go when the next is made in their folder.
///
/// A path that is a symbolic link stands for the file it points to. A file that is replaced hands
/// its permission bits on.
class ReplacementFile {
 public:
  /// @throws Error when `path` cannot be written: its folder is missing, it is a directory or
  ///   another thing than a file, it or its folder is write-protected
  explicit ReplacementFile(const std::string& path);
  ~ReplacementFile();
  ReplacementFile(const ReplacementFile&) = delete;
  ReplacementFile& operator=(const ReplacementFile&) = delete;

  /// @throws Error naming the reason: no room, a file-size limit (where SIGXFSZ is ignored; it ends
  ///   the process otherwise), ...
  void write_at(std::uint64_t offset, std::span<const std::byte> bytes);

  /// Reads back what was written; zeros stand for bytes beyond the end. @throws Error
  void read_at(std::uint64_t offset, std::span<std::byte> bytes) const;

  /// Cuts the file or fills it up with zeros. @throws Error as write_at
  void resize(std::uint64_t bytes);

  std::uint64_t size() const { return size_; }       ///< bytes
  const std::string& path() const { return path_; }  ///< as it was given

  /// Brings all to the disk and into place. Only once, and nothing may be written afterwards.
  /// @throws Error as write_at; the old file is then still there
  void commit();

 private:
  void open_named();
  void move_into_place();
  [[noreturn]] void fail(int error_number) const;

  std::string path_;
  std::filesystem::path target_;     ///< `path_` with symbolic links followed
  std::filesystem::path folder_;     ///< of `target_`
  std::filesystem::path temporary_;  ///< empty: it has no name yet
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  ///< bytes
};

/// The file that is written for `path`: what symbolic links there end at, which need not exist.
/// @throws Error for a circle of links
std::filesystem::path output_target(const std::string& path);

/// Tells before long work whether its result could be written, by making and removing a temporary
/// file. @throws Error as ReplacementFile
void require_writable(const std::string& path);

}  // namespace t2v
