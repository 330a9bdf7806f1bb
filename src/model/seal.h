#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/checksum.h"
#include "text/random_access_file.h"

namespace t2v {

/// A stretch of a sealed file. They lie end to end and leave no byte out.
struct SealedStretch {
  std::uint64_t offset = 0;  ///< bytes
  std::uint64_t bytes = 0;
  std::uint64_t first_row = 0;  ///< of a dataset
  std::uint64_t rows = 0;       ///< 0: not told by rows
  std::uint32_t part = 0;       ///< of Seal::parts()
  /// Whether it is verified when the file is opened: all that is not verified when it is read.
  bool on_opening = false;
  Sha256Digest sha256{};
};

/// Reads bytes at an offset, all of them. @throws Error where they cannot be read
using ReadAt = std::function<void(std::uint64_t offset, std::span<std::byte> bytes)>;

/// The table of contents of a whole model file with a checksum of each stretch, which stands behind
/// everything else and is written last. By it damage is found and named without trusting a byte of
/// what is damaged: HDF5 is not given a file whose structure is not as it was written.
///
/// All numbers are little-endian. In the file:
///   64 bytes a stretch   u64 bytes, first row, rows; u32 part, on_opening (0 or 1); SHA-256
///   the parts' names     each with a NUL behind
///   64 bytes             u64 bytes of the stretches together, their number, bytes of the names;
///                        SHA-256 of the seal as far as that; "t2vseal1"
class Seal {
 public:
  /// Seals a file of these stretches, whose checksums are yet to be taken; offsets are those of
  /// stretches that lie end to end. @throws Error where the file cannot be read
  Seal(std::vector<std::string> parts, std::vector<SealedStretch> stretches, const ReadAt& read);

  /// What stands at the end of a file; nothing where there is no seal (any more).
  /// @throws Error where it is damaged, or the file cannot be read
  static std::optional<Seal> read(const RandomAccessFile& file);

  const std::vector<std::string>& parts() const { return parts_; }
  const std::vector<SealedStretch>& stretches() const { return stretches_; }

  /// Of what is sealed; there the seal begins.
  std::uint64_t sealed_bytes() const;

  /// The seal as it lies in the file.
  std::vector<std::byte> bytes() const;

 private:
  Seal() = default;

  std::vector<std::string> parts_;
  std::vector<SealedStretch> stretches_;
};

/// The checksum of `bytes` bytes at `offset`. @throws Error where they cannot be read
Sha256Digest sha256_at(const ReadAt& read, std::uint64_t offset, std::uint64_t bytes);

/// Verifies what is not verified when it is read. @throws Error naming the part that is damaged
void require_whole_on_opening(const Seal& seal, const RandomAccessFile& file);

/// Where a stretch lies, for people: "rows 128 to 255", "bytes 0 to 2090".
std::string place_of(const SealedStretch& stretch);

}  // namespace t2v
