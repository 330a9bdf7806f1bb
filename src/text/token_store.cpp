#include "text/token_store.h"

#include <algorithm>
#include <utility>

namespace t2v {

TokenStore::TokenStore(IdBuffer ids, std::uint64_t size)
    : memory_(std::make_shared<const IdBuffer>(std::move(ids))), size_(size) {}

TokenStore::TokenStore(std::span<const std::uint32_t> ids) {
  IdBuffer copy(ids.size());
  std::ranges::copy(ids, copy.data());
  *this = TokenStore(std::move(copy), ids.size());
}

TokenStore::TokenStore(std::shared_ptr<const RandomAccessFile> file, std::uint64_t offset,
                       std::uint64_t size)
    : file_(std::move(file)), offset_(offset), size_(size) {}

std::span<const std::uint32_t> TokenStore::read(std::uint64_t begin, std::uint64_t end,
                                                std::vector<std::uint32_t>& buffer) const {
  if (in_memory()) return (*this)(begin, end);
  buffer.resize(end - begin);
  file_->read_at(offset_ + begin * sizeof(std::uint32_t),
                 std::as_writable_bytes(std::span(buffer)));
  return buffer;
}

TokenStore TokenStore::to_memory() const {
  if (in_memory()) return *this;
  IdBuffer ids(size_);
  file_->read_at(offset_, std::as_writable_bytes(std::span(ids.data(), size_)));
  return {std::move(ids), size_};
}

TokenStore TokenStore::to_file(const std::string& folder) const {
  if (!in_memory()) return *this;
  auto file = std::make_shared<RandomAccessFile>(RandomAccessFile::temporary(folder));
  file->write_at(0, std::as_bytes((*this)(0, size_)));
  return {std::move(file), 0, size_};
}

}  // namespace t2v
