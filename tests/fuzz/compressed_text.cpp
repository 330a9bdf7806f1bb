#include <cstdint>
#include <optional>

#include "fuzz/choices.h"
#include "fuzz/property.h"
#include "text/checksum.h"
#include "text/decompression.h"

namespace t2v::fuzzing {
namespace {

/// SHA-256 of the text, where it is whole; handed over `step` bytes at a time.
std::optional<std::string> text_sha256(std::string_view compressed, std::size_t step) {
  const auto decompression = decompression_of(compressed, "text");
  if (!decompression) return std::nullopt;
  Sha256 sum;
  const bool is_whole = accepts([&] {
    for (std::string_view rest = compressed; !rest.empty();) {
      const std::string_view part = rest.substr(0, step);
      decompression->add(part, [&](std::string_view piece) { sum.add(piece); });
      rest.remove_prefix(part.size());
    }
    decompression->finish();
  });
  if (!is_whole) return std::nullopt;
  return sum.hex();
}

}  // namespace

/// How many bytes are handed over at a time, and a compressed file.
void fuzz_compressed_text(Bytes input) {
  Choices choices(input);
  const std::size_t step = 1 + choices.below(64);
  const std::string_view compressed = text_of(choices.rest());
  require(text_sha256(compressed, step) == text_sha256(compressed, compressed.size() + 1),
          "a text is the same however its bytes come");
}

}  // namespace t2v::fuzzing
