#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace t2v {

using Sha256Digest = std::array<std::byte, 32>;

/// SHA-256 over what is added, in order.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  void add(std::span<const std::byte> bytes);

  /// What was added so far in short, for another process to go on with: for go_on_from().
  std::string state() const;
  /// Takes the place of all that was added before. @param state of an object of the same program
  void go_on_from(std::string_view state);

  /// The object is spent afterwards.
  Sha256Digest digest();
  /// The same as 64 hexadecimal digits.
  std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// SHA-256 of `bytes` as `sha256sum` prints it.
std::string sha256_hex(std::string_view bytes);

}  // namespace t2v
