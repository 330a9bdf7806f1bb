#include "text/chunk_tokens.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace t2v {

namespace {

/// Chunks that are fetched, changed and written together: enough for many threads.
constexpr std::size_t kGroup = 64;

constexpr std::uint64_t kTokenBytes = sizeof(std::uint32_t);

}  // namespace

void ChunkTokens::put(std::size_t chunk, std::span<const std::uint32_t> tokens) {
  Place& place = places_[chunk];
  place.size = tokens.size();
  const std::uint64_t before = in_memory_.fetch_add(tokens.size());
  if ((before + tokens.size()) * kTokenBytes <= room_.bytes) {
    place.memory = IdBuffer(tokens.size());
    std::ranges::copy(tokens, place.memory.data());
    return;
  }
  in_memory_ -= tokens.size();
  {
    const std::scoped_lock guard(make_file_);
    if (!file_) file_ = RandomAccessFile::temporary(room_.folder);
  }
  place.file_offset = in_file_.fetch_add(tokens.size());
  file_->write_at(place.file_offset * kTokenBytes, std::as_bytes(tokens));
}

std::span<std::uint32_t> ChunkTokens::fetch(Place& place) const {
  if (place.memory.size() == 0 && place.size > 0) {
    place.memory = IdBuffer(place.size);
    const std::span<std::uint32_t> tokens(place.memory.data(), place.size);
    file_->read_at(place.file_offset * kTokenBytes, std::as_writable_bytes(tokens));
  }
  return {place.memory.data(), place.size};
}

void ChunkTokens::fetch_and_change(std::size_t chunk, const Change& change) {
  Place& place = places_[chunk];
  place.size = change(chunk, fetch(place));
}

TokenStore ChunkTokens::join(const Change& change) {
  const bool to_file = file_.has_value();
  IdBuffer memory(to_file ? 0 : in_memory_.load());  // what is not written takes no room
  std::shared_ptr<RandomAccessFile> joined;
  if (to_file)
    joined = std::make_shared<RandomAccessFile>(RandomAccessFile::temporary(room_.folder));
  std::uint64_t size = 0;
  for (std::size_t first = 0; first < places_.size(); first += kGroup) {
    const std::size_t end = std::min(first + kGroup, places_.size());
    tbb::parallel_for(first, end, [&](std::size_t chunk) { fetch_and_change(chunk, change); });
    std::vector<std::uint64_t> offsets;
    for (std::size_t chunk = first; chunk < end; ++chunk) {
      offsets.push_back(size);
      size += places_[chunk].size;
    }
    tbb::parallel_for(first, end, [&](std::size_t chunk) {
      const Place place = std::exchange(places_[chunk], {});
      const std::span<const std::uint32_t> tokens(place.memory.data(), place.size);
      const std::uint64_t offset = offsets[chunk - first];
      if (to_file) {
        joined->write_at(offset * kTokenBytes, std::as_bytes(tokens));
      } else {
        std::ranges::copy(tokens, memory.data() + offset);
      }
    });
  }
  if (to_file) return {std::move(joined), 0, size};
  return TokenStore(std::move(memory), size);
}

}  // namespace t2v
