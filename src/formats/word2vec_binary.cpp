#include "formats/word2vec_binary.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "formats/vector_text.h"
#include "model/model_header.h"
#include "text/error.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little, "floats lie in memory as in the file");

/// Longer than any two numbers and what is between them.
constexpr std::size_t kLongestHeading = 64;

class BinaryReader {
 public:
  explicit BinaryReader(const TextFile& file) : file_(file), rest_(file.bytes()) {}

  KeyedVectors read() {
    take_heading();
    KeyedVectors read{{}, Matrix(heading_.keys, heading_.dim)};
    read.keys.reserve(heading_.keys);
    for (std::size_t row = 0; row < heading_.keys; ++row) {
      read.keys.emplace_back(take_key(row));
      take_vector(row, {read.vectors.row(row), heading_.dim});
    }
    skip_line_feeds();
    if (!rest_.empty()) {
      fail(fmt::format("{} bytes more behind the last of {} vectors", rest_.size(), heading_.keys));
    }
    return read;
  }

 private:
  std::size_t position() const { return file_.bytes().size() - rest_.size(); }

  [[noreturn]] void fail(std::string_view reason) const {
    throw Error(fmt::format("{}: byte {}: {}", file_.name(), position(), reason));
  }

  void take_heading() {
    const std::size_t end = rest_.substr(0, kLongestHeading).find('\n');
    const auto heading =
        end == std::string_view::npos ? std::nullopt : read_heading(rest_.substr(0, end));
    if (!heading) {
      fail("expected a line with two whole numbers, how many keys and the length of a vector");
    }
    heading_ = *heading;
    if (heading_.keys < 1) fail("says 0 keys, expected at least 1");
    if (heading_.dim < 1 || heading_.dim > kMaxStoredDim) {
      fail(
          fmt::format("says vectors of {} numbers, expected 1 to {}", heading_.dim, kMaxStoredDim));
    }
    // A key, a space and the numbers.
    const std::size_t least = 2 + heading_.dim * sizeof(float);
    const std::size_t follow = rest_.size() - end - 1;
    if (heading_.keys > follow / least) {
      fail(fmt::format("says {} keys of at least {} bytes each, but {} bytes follow", heading_.keys,
                       least, follow));
    }
    rest_.remove_prefix(end + 1);
  }

  void skip_line_feeds() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of('\n'), rest_.size()));
  }

  std::string_view take_key(std::size_t row) {
    skip_line_feeds();
    const std::size_t space = rest_.find(' ');
    if (space == 0 || space == std::string_view::npos) {
      fail(fmt::format("no key with a space behind it, expected key {} of {}", row + 1,
                       heading_.keys));
    }
    const std::string_view key = rest_.substr(0, space);
    if (key.find('\n') != std::string_view::npos) {
      fail(fmt::format("a line feed inside key {} of {}", row + 1, heading_.keys));
    }
    rest_.remove_prefix(space + 1);
    return key;
  }

  void take_vector(std::size_t row, std::span<float> vector) {
    if (rest_.size() < vector.size_bytes()) {
      fail(fmt::format("{} bytes left, expected {} for vector {} of {}", rest_.size(),
                       vector.size_bytes(), row + 1, heading_.keys));
    }
    std::memcpy(vector.data(), rest_.data(), vector.size_bytes());
    if (!std::ranges::all_of(vector, [](float value) { return std::isfinite(value); })) {
      fail(fmt::format("vector {} of {} is not finite", row + 1, heading_.keys));
    }
    rest_.remove_prefix(vector.size_bytes());
  }

  const TextFile& file_;
  std::string_view rest_;
  VectorHeading heading_;
};

}  // namespace

KeyedVectors read_word2vec_binary(const TextFile& file) {
  KeyedVectors read = BinaryReader(file).read();
  file.require_whole();
  return read;
}

}  // namespace t2v
