#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text/corpus_chunk.h"
#include "text/id_buffer.h"
#include "text/random_access_file.h"
#include "text/token_store.h"

namespace t2v {

/// The tokens of the chunks of a corpus from encoding to the end, where they lie in order: in
/// memory as long as there is room, else in a temporary file.
class ChunkTokens {
 public:
  ChunkTokens(std::size_t chunks, const TokenRoom& room) : places_(chunks), room_(room) {}

  /// Keeps the tokens of a chunk. Threads may call it at once.
  void put(std::size_t chunk, std::span<const std::uint32_t> tokens);

  /// Changes the tokens of a chunk and its document sizes. @returns how many are left
  using Change = std::function<std::size_t(std::size_t chunk, std::span<std::uint32_t> tokens)>;

  /// Changes all tokens and lays them end to end, in parallel; nothing is left here.
  TokenStore join(const Change& change);

 private:
  /// Where the tokens of a chunk are.
  struct Place {
    IdBuffer memory;
    std::uint64_t size = 0;
    std::uint64_t file_offset = 0;  ///< in tokens; memory is empty then
  };

  std::span<std::uint32_t> fetch(Place& place) const;
  void fetch_and_change(std::size_t chunk, const Change& change);

  std::vector<Place> places_;
  const TokenRoom& room_;
  std::atomic<std::uint64_t> in_memory_{0};  ///< tokens
  std::atomic<std::uint64_t> in_file_{0};    ///< tokens
  std::mutex make_file_;
  std::optional<RandomAccessFile> file_;
};

}  // namespace t2v
