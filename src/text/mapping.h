#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace t2v {

/// A file mapped into memory for reading. Another process may cut the file meanwhile; what was
/// behind its new end is then gone, and touching it raises SIGBUS. After survive_cut_files() it
/// reads as zeros instead, and whoever reads asks is_whole() before trusting what was read.
class Mapping {
 public:
  Mapping() = default;
  /// Maps the first `size` bytes of an open file. @throws std::system_error
  Mapping(int descriptor, std::size_t size, const std::string& name);
  ~Mapping();
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;

  explicit operator bool() const { return bytes_ != nullptr; }
  std::string_view bytes() const { return {static_cast<const char*>(bytes_), size_}; }

  /// Whether the file has still all that was mapped, and could be read where it was touched.
  bool is_whole() const;

 private:
  struct Range;
  friend class MappedRanges;

  void* bytes_ = nullptr;
  std::size_t size_ = 0;
  int descriptor_ = -1;
  Range* range_ = nullptr;
};

/// Lets this process read zeros where a mapped file has become shorter or cannot be read. A program
/// calls it once, at its begin; it takes the signal SIGBUS.
void survive_cut_files();

/// The name of a file that read as zeros somewhere since survive_cut_files(); empty: there is none.
std::string cut_file();

}  // namespace t2v
