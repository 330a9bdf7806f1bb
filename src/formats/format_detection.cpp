#include "formats/format_detection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "formats/vector_text.h"
#include "model/model_header.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Files that are taken for vectors and begin in a way of their own.
struct KnownBeginning {
  std::string_view bytes;
  std::string_view what;
};
constexpr std::array<KnownBeginning, 4> kKnownBeginnings{{
    {"\x89HDF\r\n", "an HDF5 file, which may be a model already"},
    {"\x93NUMPY", "a NumPy array, which has no keys"},
    {"\xba\x16\x4f\x2f", "a fastText model, whose vectors stand in the .vec file beside it"},
    {"PK\x03\x04", "a ZIP archive, which is to be unpacked first"},
}};

std::string_view first_line(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view behind_first_line(std::string_view text) {
  const std::size_t feed = text.find('\n');
  return feed == std::string_view::npos ? std::string_view() : text.substr(feed + 1);
}

/// Of a file with a heading.
VectorFormat text_or_binary(const TextFile& file, const VectorHeading& heading,
                            std::string_view rest) {
  if (heading.dim < 1 || heading.dim > kMaxStoredDim) {
    throw Error(fmt::format("{}:1: says vectors of {} numbers, expected 1 to {}", file.name(),
                            heading.dim, kMaxStoredDim));
  }
  if (rest.empty()) {
    throw Error(fmt::format("{}:1: says {} keys, but nothing follows", file.name(), heading.keys));
  }
  std::vector<float> values(heading.dim);
  if (read_vector_line(first_line(rest), values)) return VectorFormat::kWord2vec;
  const std::size_t bytes_of_key = 2 + heading.dim * sizeof(float);
  const std::size_t space = rest.find_first_of(" \n");
  const bool begins_with_key = space != std::string_view::npos && rest[space] == ' ' && space > 0;
  if (begins_with_key && heading.keys <= rest.size() / bytes_of_key) {
    return VectorFormat::kWord2vecBinary;
  }
  throw Error(
      fmt::format("{}:2: neither a key and {} numbers (word2vec, vec) nor the bytes of {} keys and "
                  "vectors (word2vec-binary), as line 1 says",
                  file.name(), heading.dim, heading.keys));
}

}  // namespace

VectorFormat detect_vector_format(const TextFile& file) {
  for (const auto& [bytes, what] : kKnownBeginnings) {
    if (file.bytes().starts_with(bytes)) {
      throw Error(
          fmt::format("{}: is {}, expected vectors in a format of word2vec, fastText (.vec) "
                      "or GloVe",
                      file.name(), what));
    }
  }
  if (file.content().empty()) {
    throw Error(fmt::format("{}: is empty, expected vectors", file.name()));
  }
  const std::string_view line = first_line(file.content());
  if (const auto heading = read_heading(line)) {
    return text_or_binary(file, *heading, behind_first_line(file.content()));
  }
  const std::size_t fields = count_fields(line);
  std::vector<float> values(std::min(fields, kMaxStoredDim + 1));
  if (fields >= 2 && read_vector_line(line, std::span(values).first(values.size() - 1))) {
    return VectorFormat::kGlove;
  }
  throw Error(
      fmt::format("{}:1: neither two whole numbers (word2vec, vec) nor a key and numbers "
                  "(glove)",
                  file.name()));
}

}  // namespace t2v
