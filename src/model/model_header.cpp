#include "model/model_header.h"

#include <fmt/format.h>

namespace t2v {
namespace {

void require_format(const Hdf5Reader& file, const ModelFormat& format) {
  const std::string found =
      file.has_attribute("format") ? file.read_text_attribute("format") : std::string();
  if (found == format.name) return;
  std::string found_what;
  for (const ModelFormat& other : {kEmbeddingFormat, kCnnFormat, kNeighborIndexFormat}) {
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

}  // namespace t2v
