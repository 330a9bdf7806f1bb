#include "model/embedding_keys.h"

#include <fmt/format.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

bool is_well_formed(std::string_view key) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  u_strFromUTF8(nullptr, 0, &length, key.data(), static_cast<std::int32_t>(key.size()), &status);
  return status != U_INVALID_CHAR_FOUND && key.find('\0') == std::string_view::npos;
}

void require_well_formed(std::string_view key, std::size_t row) {
  if (!is_well_formed(key)) {
    throw Error(fmt::format("the key in row {} is not well-formed UTF-8 without NUL", row));
  }
}

}  // namespace

StringColumn key_column(const Vocabulary& vocabulary) {
  std::size_t longest = 0;
  for (const Vocabulary::Entry& entry : vocabulary.entries()) {
    longest = std::max(longest, entry.key.size());
  }
  StringColumn keys(vocabulary.size(), longest);
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    require_well_formed(vocabulary.key(id), id);
    keys.set(id, vocabulary.key(id));
  }
  return keys;
}

Vocabulary vocabulary_of(const StringColumn& keys, std::span<const std::uint64_t> counts) {
  std::vector<Vocabulary::Entry> entries;
  entries.reserve(keys.rows());
  for (std::size_t row = 0; row < keys.rows(); ++row) {
    require_well_formed(keys[row], row);
    entries.push_back({std::string(keys[row]), counts[row]});
  }
  return Vocabulary::from_ordered(std::move(entries));
}

}  // namespace t2v
