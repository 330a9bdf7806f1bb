#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/hdf5_memory.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"

// The keys of words once more, so that a query finds a word without reading all: /words/text,
// text_offset and order (embedding_file.h).

namespace t2v {

inline constexpr std::uint32_t kKeyIndexVersion = 3;  ///< of the format, the first that has it

void write_key_index(Hdf5Writer& file, const StringColumn& keys);

/// @throws Error of the file where what lies there is not the index of these keys
void require_key_index(const StringColumn& keys, std::string_view text,
                       const std::vector<std::uint64_t>& offsets,
                       const std::vector<std::uint32_t>& order, const Hdf5Reader& file);

}  // namespace t2v
