#include "model/seal.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::string_view kMagic = "t2vseal1";
constexpr std::uint64_t kPieceBytes = 1 << 20;  // read and summed up at once

/// A SealedStretch in the file.
struct StoredStretch {
  std::uint64_t bytes;
  std::uint64_t first_row;
  std::uint64_t rows;
  std::uint32_t part;
  std::uint32_t on_opening;
  Sha256Digest sha256;
};
static_assert(sizeof(StoredStretch) == 64 && std::is_trivially_copyable_v<StoredStretch>);

/// The end of a sealed file.
struct Trailer {
  std::uint64_t sealed_bytes;
  std::uint64_t stretches;
  std::uint64_t name_bytes;
  Sha256Digest sha256;  ///< of the seal before it
  char magic[8];
};
static_assert(sizeof(Trailer) == 64 && std::is_trivially_copyable_v<Trailer>);

template <typename Value>
void append(std::vector<std::byte>& bytes, const Value& value) {
  const auto added = std::as_bytes(std::span(&value, 1));
  bytes.insert(bytes.end(), added.begin(), added.end());
}

/// The checksum of a seal's tables, then of the trailer's numbers.
Sha256Digest seal_sha256(std::span<const std::byte> tables, const Trailer& trailer) {
  Sha256 sum;
  sum.add(tables);
  sum.add(std::as_bytes(std::span(&trailer.sealed_bytes, 1)));
  sum.add(std::as_bytes(std::span(&trailer.stretches, 1)));
  sum.add(std::as_bytes(std::span(&trailer.name_bytes, 1)));
  return sum.digest();
}

[[noreturn]] void throw_damaged(const RandomAccessFile& file) {
  throw Error(fmt::format("{}: seal: is damaged", file.name()));
}

/// Bytes of the tables that `trailer` tells of; none where they cannot fill the file.
std::optional<std::uint64_t> table_bytes(const Trailer& trailer, std::uint64_t file_bytes) {
  if (trailer.sealed_bytes > file_bytes || trailer.name_bytes > file_bytes ||
      trailer.stretches > file_bytes / sizeof(StoredStretch)) {
    return std::nullopt;
  }
  const std::uint64_t tables = trailer.stretches * sizeof(StoredStretch) + trailer.name_bytes;
  const bool fits = trailer.sealed_bytes + tables + sizeof(Trailer) == file_bytes;
  return fits ? std::optional(tables) : std::nullopt;
}

std::vector<std::string> names_of(std::span<const std::byte> bytes) {
  std::vector<std::string> names;
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\0'), rest.size() - 1);
    names.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return names;
}

std::vector<SealedStretch> stretches_of(std::span<const std::byte> bytes) {
  std::vector<SealedStretch> stretches;
  stretches.reserve(bytes.size() / sizeof(StoredStretch));
  std::uint64_t offset = 0;
  for (; !bytes.empty(); bytes = bytes.subspan(sizeof(StoredStretch))) {
    StoredStretch stored;
    std::memcpy(&stored, bytes.data(), sizeof stored);
    stretches.push_back({.offset = offset,
                         .bytes = stored.bytes,
                         .first_row = stored.first_row,
                         .rows = stored.rows,
                         .part = stored.part,
                         .on_opening = stored.on_opening != 0,
                         .sha256 = stored.sha256});
    offset += stored.bytes;
  }
  return stretches;
}

}  // namespace

Seal::Seal(std::vector<std::string> parts, std::vector<SealedStretch> stretches, const ReadAt& read)
    : parts_(std::move(parts)), stretches_(std::move(stretches)) {
  for (SealedStretch& stretch : stretches_) {
    stretch.sha256 = sha256_at(read, stretch.offset, stretch.bytes);
  }
}

std::optional<Seal> Seal::read(const RandomAccessFile& file) {
  const std::uint64_t size = file.size();
  Trailer trailer;
  if (size < sizeof trailer) return std::nullopt;
  file.read_at(size - sizeof trailer, std::as_writable_bytes(std::span(&trailer, 1)));
  if (std::string_view(trailer.magic, sizeof trailer.magic) != kMagic) return std::nullopt;
  const std::optional<std::uint64_t> table_size = table_bytes(trailer, size);
  if (!table_size) throw_damaged(file);
  std::vector<std::byte> tables(*table_size);
  file.read_at(trailer.sealed_bytes, tables);
  if (seal_sha256(tables, trailer) != trailer.sha256) throw_damaged(file);

  Seal seal;
  const std::uint64_t stretch_bytes = trailer.stretches * sizeof(StoredStretch);
  seal.stretches_ = stretches_of(std::span(tables).first(stretch_bytes));
  seal.parts_ = names_of(std::span(tables).subspan(stretch_bytes));
  const bool named = std::ranges::all_of(seal.stretches_, [&](const SealedStretch& stretch) {
    return stretch.part < seal.parts_.size() && stretch.bytes <= trailer.sealed_bytes;
  });
  if (!named || seal.sealed_bytes() != trailer.sealed_bytes) throw_damaged(file);
  return seal;
}

std::uint64_t Seal::sealed_bytes() const {
  return stretches_.empty() ? 0 : stretches_.back().offset + stretches_.back().bytes;
}

std::vector<std::byte> Seal::bytes() const {
  std::vector<std::byte> bytes;
  for (const SealedStretch& stretch : stretches_) {
    append(bytes, StoredStretch{stretch.bytes, stretch.first_row, stretch.rows, stretch.part,
                                stretch.on_opening ? 1U : 0U, stretch.sha256});
  }
  Trailer trailer{.sealed_bytes = sealed_bytes(),
                  .stretches = stretches_.size(),
                  .name_bytes = 0,
                  .sha256 = {},
                  .magic = {}};
  for (const std::string& part : parts_) {
    const auto name = std::as_bytes(std::span(part.c_str(), part.size() + 1));
    bytes.insert(bytes.end(), name.begin(), name.end());
    trailer.name_bytes += name.size();
  }
  trailer.sha256 = seal_sha256(bytes, trailer);
  std::ranges::copy(kMagic, trailer.magic);
  append(bytes, trailer);
  return bytes;
}

Sha256Digest sha256_at(const ReadAt& read, std::uint64_t offset, std::uint64_t bytes) {
  Sha256 sum;
  std::vector<std::byte> piece(std::min(bytes, kPieceBytes));
  for (std::uint64_t left = bytes; left > 0; left -= piece.size()) {
    piece.resize(std::min(left, kPieceBytes));
    read(offset + bytes - left, piece);
    sum.add(piece);
  }
  return sum.digest();
}

void require_whole_on_opening(const Seal& seal, const RandomAccessFile& file) {
  const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> bytes) {
    file.read_at(offset, bytes);
  };
  for (const SealedStretch& stretch : seal.stretches()) {
    if (!stretch.on_opening) continue;
    if (sha256_at(read, stretch.offset, stretch.bytes) == stretch.sha256) continue;
    throw Error(fmt::format("{}: {}: is damaged ({})", file.name(), seal.parts()[stretch.part],
                            place_of(stretch)));
  }
}

std::string place_of(const SealedStretch& stretch) {
  if (stretch.rows > 0) {
    return fmt::format("rows {} to {}", stretch.first_row, stretch.first_row + stretch.rows - 1);
  }
  return fmt::format("bytes {} to {}", stretch.offset, stretch.offset + stretch.bytes - 1);
}

}  // namespace t2v
