#include "formats/vector_format.h"

#include <algorithm>

namespace t2v {

std::optional<VectorFormat> vector_format_named(std::string_view name) {
  const auto* const found = std::ranges::find(kVectorFormats, name, &NamedVectorFormat::name);
  if (found == kVectorFormats.end()) return std::nullopt;
  return found->format;
}

std::string_view name_of(VectorFormat format) {
  return std::ranges::find(kVectorFormats, format, &NamedVectorFormat::format)->name;
}

bool has_key_file(VectorFormat format) {
  return format == VectorFormat::kNpy || format == VectorFormat::kProjector;
}

bool ends_keys_at_white_space(VectorFormat format) {
  return format != VectorFormat::kTsv && !has_key_file(format);
}

}  // namespace t2v
