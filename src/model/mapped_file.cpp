#include "model/mapped_file.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "text/error.h"

#ifndef MADV_POPULATE_READ  // Linux 5.14; older kernels refuse it, which does no harm
#define MADV_POPULATE_READ 22
#endif

namespace t2v {

MappedFile::MappedFile(int descriptor, std::string path) : path_(std::move(path)) {
  try {
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
      throw std::system_error(errno, std::generic_category());
    }
    mapping_ = Mapping(descriptor, static_cast<std::size_t>(status.st_size), path_);
  } catch (const std::system_error& error) {
    throw Error(fmt::format("cannot open {}: {}", path_, error.code().message()));
  }
  bytes_ = std::as_bytes(std::span(mapping_.bytes()));
}

void MappedFile::will_read(std::span<const std::byte> part) const {
  static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  // The mapping begins at a page.
  const auto begin = static_cast<std::size_t>(part.data() - bytes_.data()) / page * page;
  const std::size_t size =
      static_cast<std::size_t>(part.data() - bytes_.data()) + part.size() - begin;
  static_cast<void>(
      ::madvise(const_cast<std::byte*>(bytes_.data()) + begin, size, MADV_POPULATE_READ));
}

}  // namespace t2v
