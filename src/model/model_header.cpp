#include "model/model_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace t2v {
namespace {

constexpr std::array kFormats{kEmbeddingFormat, kCnnFormat, kNeighborIndexFormat};

std::string format_of(const Hdf5Reader& file) {
  return file.has_attribute("format") ? file.read_text_attribute("format") : std::string();
}

void require_format(const Hdf5Reader& file, const ModelFormat& format) {
  const std::string found = format_of(file);
  if (found == format.name) return;
  std::string found_what;
  for (const ModelFormat& other : kFormats) {
    if (found == other.name) found_what = fmt::format("a {}, ", other.what);
  }
  file.fail("format",
            fmt::format("{}not a {}, expected '{}'", found_what, format.what, format.name));
}

}  // namespace

void write_header(Hdf5Writer& file, const ModelFormat& format, std::string_view writer,
                  std::uint64_t dim) {
  file.write_attribute("format", format.name);
  file.write_attribute("format_version", format.version);
  file.write_attribute("writer", writer);
  file.write_attribute("dim", dim);
}

ModelHeader read_header(const Hdf5Reader& file, const ModelFormat& format) {
  require_format(file, format);
  const std::uint64_t version = file.read_number_attribute("format_version");
  ModelHeader header;
  header.writer = file.read_text_attribute("writer");
  if (version > format.version) {
    file.fail("format_version", fmt::format("is {} (written by {}), this program reads up to {}",
                                            version, header.writer, format.version));
  }
  if (version < 1) file.fail("format_version", "is 0, expected at least 1");
  if (version >= format.sealed_version && !file.is_sealed()) {
    file.fail("seal", "is missing: cut off, or another program changed the file");
  }
  if (!file.has_attribute("complete") || file.read_number_attribute("complete") != 1) {
    file.fail("complete", "the file was not written to its end");
  }
  header.format_version = static_cast<std::uint32_t>(version);
  header.dim = file.read_number_attribute("dim");
  if (header.dim < 1 || header.dim > kMaxStoredDim) {
    file.fail("dim", fmt::format("is {}, expected 1 to {}", header.dim, kMaxStoredDim));
  }
  return header;
}

bool requires_seal(const Hdf5Reader& file) {
  const auto format = std::ranges::find(kFormats, format_of(file), &ModelFormat::name);
  return format != kFormats.end() &&
         file.read_number_attribute("format_version") >= format->sealed_version;
}

}  // namespace t2v
