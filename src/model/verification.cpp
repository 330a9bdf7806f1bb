#include "model/verification.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "model/encoded_corpus_file.h"
#include "model/fletcher32.h"
#include "model/hdf5_reader.h"
#include "model/model_header.h"
#include "model/seal.h"
#include "text/random_access_file.h"

namespace t2v {
namespace {

constexpr const char* kSealPart = "seal";
constexpr const char* kStructurePart = "HDF5 structure";

/// Collects what is found of the stretches of a file.
class Findings {
 public:
  void add(const std::string& part, bool whole, const std::string& place) {
    State& state = state_of(part);
    if (whole) return;
    if (++state.damaged <= kMostPlaces) state.places.push_back(place);
  }

  FileState result() const {
    FileState file;
    for (const State& state : states_) {
      std::string damage = fmt::format("{}", fmt::join(state.places, ", "));
      if (state.damaged > kMostPlaces) {
        damage += fmt::format(" and {} more places", state.damaged - kMostPlaces);
      }
      file.parts.push_back({state.part, std::move(damage)});
    }
    return file;
  }

 private:
  static constexpr std::size_t kMostPlaces = 3;  ///< named of each part

  struct State {
    std::string part;
    std::size_t damaged = 0;  ///< stretches
    std::vector<std::string> places{};
  };

  State& state_of(const std::string& part) {
    const auto found = std::ranges::find(states_, part, &State::part);
    return found != states_.end() ? *found : states_.emplace_back(State{.part = part});
  }

  std::vector<State> states_;
};

/// A disk may refuse to give what it lost.
template <typename Check>
bool holds(Check check) {
  try {
    return check();
  } catch (const Error&) {
    return false;
  }
}

FileState verify_sealed(const RandomAccessFile& file, const Seal& seal) {
  const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> bytes) {
    file.read_at(offset, bytes);
  };
  Findings findings;
  for (const SealedStretch& stretch : seal.stretches()) {
    const bool whole =
        holds([&] { return sha256_at(read, stretch.offset, stretch.bytes) == stretch.sha256; });
    findings.add(seal.parts()[stretch.part], whole, place_of(stretch));
  }
  findings.add(kSealPart, true, "");
  return findings.result();
}

/// Whether a dataset's values stand against the checksum behind them; those without one are
/// verified by whoever loads the file.
bool fits_fletcher32(const RandomAccessFile& file, const StoredValues& values) {
  std::uint32_t stored = 0;
  std::vector<std::byte> bytes(values.bytes);
  file.read_at(values.offset, bytes);
  if (!values.fletcher32 || bytes.size() < sizeof stored) return !values.fletcher32;
  const std::span<const std::byte> summed = std::span(bytes).first(bytes.size() - sizeof stored);
  std::memcpy(&stored, summed.data() + summed.size(), sizeof stored);
  Fletcher32 sum;
  sum.add(summed);
  return sum.value() == stored;
}

void verify_values(const RandomAccessFile& file, const StoredValues& values, Findings& findings) {
  const std::uint64_t size = file.size();
  const bool there = values.bytes <= size && values.offset <= size - values.bytes;
  const bool whole = there && holds([&] { return fits_fletcher32(file, values); });
  findings.add(values.dataset, whole,
               place_of({.offset = values.offset,
                         .bytes = values.bytes,
                         .first_row = values.first_row,
                         .rows = values.rows}));
}

/// A file without a seal, or with one that says nothing any more.
FileState verify_unsealed(const RandomAccessFile& file) {
  Findings findings;
  try {
    const Hdf5Reader hdf5(file.name(), SealCheck::kNone);
    const bool surplus = hdf5.hdf5_end() < file.size() && !requires_seal(hdf5);
    findings.add(kStructurePart, !surplus, "bytes behind its end");
    for (const StoredValues& values : hdf5.stored_values()) verify_values(file, values, findings);
    if (requires_seal(hdf5)) findings.add(kSealPart, false, "cut off, or not as written");
  } catch (const Error& error) {
    findings.add(kStructurePart, false, reason_of(error, file.name()));
  }
  return findings.result();
}

std::optional<Seal> whole_seal(const RandomAccessFile& file) {
  try {
    return Seal::read(file);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

bool FileState::is_whole() const {
  return std::ranges::all_of(parts, &PartState::is_whole);
}

FileState verify_file(const std::string& path) {
  const RandomAccessFile file = RandomAccessFile::open(path);
  if (is_encoded_corpus(file)) {
    const bool whole = holds([&] { return is_whole_encoded_corpus(file); });
    return {{{"encoded corpus", whole ? "" : "its checksum does not hold"}}};
  }
  const std::optional<Seal> seal = whole_seal(file);
  return seal ? verify_sealed(file, *seal) : verify_unsealed(file);
}

std::string reason_of(const Error& error, const std::string& path) {
  const std::string message = error.what();
  const std::size_t named = message.find(path + ": ");
  return named == std::string::npos ? message : message.substr(named + path.size() + 2);
}

}  // namespace t2v
