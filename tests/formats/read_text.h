#pragma once

#include <string>
#include <utility>
#include <vector>

#include "formats/keyed_vectors.h"
#include "text/error.h"
#include "text/text_file.h"

namespace t2v {

/// Keys with their vectors, to be compared.
using Rows = std::vector<std::pair<std::string, std::vector<float>>>;

inline Rows rows_of(const KeyedVectors& read) {
  Rows rows;
  for (std::size_t row = 0; row < read.keys.size(); ++row) {
    const auto vector = read.vectors.vector(row);
    rows.emplace_back(read.keys[row], std::vector<float>(vector.begin(), vector.end()));
  }
  return rows;
}

/// A file called `f` with these bytes.
inline TextFile file_of(std::string bytes) {
  return TextFile::from_string(std::move(bytes), "f");
}

/// What a call throws as its message; "" when it throws nothing.
template <typename Call>
std::string error_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace t2v
