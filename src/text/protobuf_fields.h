#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace t2v {

/// Takes the number of a field and its bytes: tag, length where it has one, and value.
using VisitProtobufField = std::function<void(std::uint64_t number, std::string_view field)>;

/// Calls `visit` for the fields of a serialised protocol-buffers message, in order, without going
/// into messages within it (https://protobuf.dev/programming-guides/encoding). Groups, which are no
/// longer written, count as damage.
/// @returns false when `message` does not end with the end of a field; what stands before was
/// visited
bool for_each_protobuf_field(std::string_view message, const VisitProtobufField& visit);

}  // namespace t2v
