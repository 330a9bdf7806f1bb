#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace t2v {

/// Takes compressed bytes as they come and hands on what they say, a bounded piece at a time.
class Decompression {
 public:
  using Take = std::function<void(std::string_view piece)>;

  virtual ~Decompression() = default;

  /// @throws Error where the bytes are damaged
  virtual void add(std::string_view compressed, const Take& take) = 0;

  /// Tells that nothing follows. @throws Error where something is missing
  virtual void finish() = 0;
};

/// First bytes of a file that tell how it is compressed. None of them begins a text in UTF-8.
inline constexpr std::size_t kMagicBytes = 4;

/// For gzip (RFC 1952) or Zstandard (RFC 8878), by the first bytes of a file; null for a file that
/// is not compressed. Several compressed files one behind the other are one text.
/// @param name of the file, for errors, which name the byte at which it is damaged
std::unique_ptr<Decompression> decompression_of(std::string_view first_bytes, std::string name);

}  // namespace t2v
