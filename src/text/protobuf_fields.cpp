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

/// The number of bytes of a value that follow its tag, and its length where it has one; both taken.
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

bool for_each_protobuf_field(std::string_view message, const VisitProtobufField& visit) {
  while (!message.empty()) {
    std::string_view rest = message;
    const auto tag = take_varint(rest);
    if (!tag) return false;
    const auto value = remaining_bytes(*tag & 7, rest);
    if (!value || *value > rest.size()) return false;
    rest.remove_prefix(static_cast<std::size_t>(*value));
    visit(*tag >> 3, message.substr(0, message.size() - rest.size()));
    message = rest;
  }
  return true;
}

}  // namespace t2v
