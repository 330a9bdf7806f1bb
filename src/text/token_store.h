#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "text/id_buffer.h"
#include "text/random_access_file.h"

namespace t2v {

/// The word ids of a corpus end to end, in memory or, where that is too small, in a file (4 bytes
/// an id, in the machine's byte order). Copies share the ids, which nobody changes.
class TokenStore {
 public:
  TokenStore() = default;
  /// The first `size` of `ids`.
  TokenStore(IdBuffer ids, std::uint64_t size);
  explicit TokenStore(std::span<const std::uint32_t> ids);
  /// `size` ids at byte `offset` of `file`.
  TokenStore(std::shared_ptr<const RandomAccessFile> file, std::uint64_t offset,
             std::uint64_t size);

  std::uint64_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool in_memory() const { return file_ == nullptr; }

  /// The ids in [begin, end): where they lie, or read from the file into `buffer`, which must then
  /// stay as it is while they are used.
  /// @throws Error when the file cannot be read
  std::span<const std::uint32_t> read(std::uint64_t begin, std::uint64_t end,
                                      std::vector<std::uint32_t>& buffer) const;

  /// The ids in [begin, end) of a store in memory.
  std::span<const std::uint32_t> operator()(std::uint64_t begin, std::uint64_t end) const {
    return memory_->all().subspan(begin, end - begin);
  }

  /// The same ids in memory. @throws Error when a file cannot be read
  TokenStore to_memory() const;
  /// The same ids in a file without a name in `folder`, which vanishes with the last store of them.
  /// @throws Error when it cannot be written
  TokenStore to_file(const std::string& folder) const;

 private:
  std::shared_ptr<const IdBuffer> memory_ = std::make_shared<const IdBuffer>();
  std::shared_ptr<const RandomAccessFile> file_;
  std::uint64_t offset_ = 0;  ///< bytes
  std::uint64_t size_ = 0;
};

}  // namespace t2v
