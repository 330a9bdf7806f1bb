#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace t2v {

/// Reads a number of bytes such as 500M, 2G or 1.5G (K, M, G and T are powers of 1000), or a plain
/// 0.
/// @throws UsageError naming the option, the text and what is expected
std::uint64_t read_size(std::string_view option, std::string_view text);

/// Whole megabytes as people read them: "97 MB".
std::string megabytes(std::uint64_t bytes);

}  // namespace t2v
