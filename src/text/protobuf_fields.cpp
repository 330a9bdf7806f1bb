#include "text/protobuf_fields.h"

#include <cstddef>
#include <optional>

namespace t2v {

namespace {

// Types of values, the lowest three bits of a tag.
constexpr unsigned kVarint = 0;
constexpr unsigned kEightBytes = 1;
constexpr unsigned kLengthDelimited = 2;
constexpr unsigned kFourBytes = 5;

/// Takes a number of variable length from the front of `bytes`: seven bits a byte, the lowest
/// first, and the highest bit tells that another byte follows.
std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7Fu) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

/// The bytes of a value that are yet to come; a length before them and a number are taken.
std::optional<std::uint64_t> remaining_bytes(unsigned type, std::string_view& bytes) {
  switch (type) {
    case kVarint:
      return take_varint(bytes) ? std::optional<std::uint64_t>(0) : std::nullopt;
    case kEightBytes:
      return 8;
    case kLengthDelimited:
      return take_varint(bytes);
    case kFourBytes:
      return 4;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool for_each_protobuf_field(std::string_view message,
                             const std::function<void(const ProtobufField&)>& visit) {
  while (!message.empty()) {
    std::string_view rest = message;
    const auto tag = take_varint(rest);
    if (!tag) return false;
    const auto size = remaining_bytes(*tag & 7, rest);
    if (!size || *size > rest.size()) return false;
    const std::string_view value = rest.substr(0, static_cast<std::size_t>(*size));
    rest.remove_prefix(value.size());
    visit({*tag >> 3, message.substr(0, message.size() - rest.size()), value});
    message = rest;
  }
  return true;
}

}  // namespace t2v
