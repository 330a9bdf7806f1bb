#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace t2v {

/// A field of a serialised protocol-buffers message
/// (https://protobuf.dev/programming-guides/encoding).
struct ProtobufField {
  std::uint64_t number = 0;
  std::string_view bytes;  ///< all of it: tag, length where it has one, and value
  std::string_view value;  ///< a string or a message within, where it has a length
};

/// Calls `visit` for the fields of `message` in order, without going into messages within it.
/// Groups, which are no longer written, count as damage.
/// @returns false when `message` does not end with the end of a field; what stands before was
/// visited
bool for_each_protobuf_field(std::string_view message,
                             const std::function<void(const ProtobufField&)>& visit);

}  // namespace t2v
