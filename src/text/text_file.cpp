#include "text/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "text/checksum.h"
#include "text/decompression.h"
#include "text/error.h"
#include "text/lines.h"
#include "text/text_parts.h"
#include "text/text_spool.h"

namespace t2v {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kReadBytes = 1 << 20;
/// A shorter file is read as it is: that takes no longer, and nobody can change it afterwards.
constexpr std::size_t kFewestMappedBytes = 1 << 20;
/// Touching a page maps its neighbours along, up to as many bytes on either side, so they are given
/// back with it. Those that another thread is still reading come back.
constexpr std::size_t kMappedAtOnce = 2 << 20;

/// Closes what it holds, unless that is standard input.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDIN_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void throw_unreadable(const std::string& name, int error) {
  throw Error(fmt::format("{}: cannot be read: {}", name, std::strerror(error)));
}

/// Reads to the end, calling take(std::string_view) for every part.
template <typename Take>
void read_to_end(int descriptor, const std::string& name, Take&& take) {
  std::vector<char> buffer(kReadBytes);
  while (true) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got == 0) return;
    if (got > 0) {
      take(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
    } else if (errno != EINTR) {
      throw_unreadable(name, errno);
    }
  }
}

/// Whether a regular file begins as a compressed one does.
bool is_compressed(int descriptor, const std::string& name) {
  std::array<char, kMagicBytes> first{};
  const ssize_t got = ::pread(descriptor, first.data(), first.size(), 0);
  if (got < 0) throw_unreadable(name, errno);
  return decompression_of({first.data(), static_cast<std::size_t>(got)}, name) != nullptr;
}

/// Reads to the end, out of compression where the first bytes tell of one.
TextFile read_spooled(int descriptor, const std::string& name, const std::string& spool_folder) {
  TextSpool spool(spool_folder);
  std::string first;  // as long as it may tell of compression
  std::unique_ptr<Decompression> decompression;
  bool has_begun = false;
  const auto take = [&](std::string_view part) {
    if (decompression) {
      decompression->add(part, [&](std::string_view piece) { spool.append(piece); });
    } else {
      spool.append(part);
    }
  };
  const auto begin = [&] {
    has_begun = true;
    decompression = decompression_of(first, name);
    take(first);
  };
  read_to_end(descriptor, name, [&](std::string_view part) {
    if (has_begun) return take(part);
    first += part;
    if (first.size() >= kMagicBytes) begin();
  });
  if (!has_begun) begin();
  if (decompression) decompression->finish();
  return std::move(spool).finish(name);
}

/// Devices such as /dev/zero never end. A terminal does, and the null device is the usual empty
/// file.
bool is_endless(int descriptor, const struct stat& status) {
  const dev_t null_device = makedev(1, 3);
  return S_ISCHR(status.st_mode) && status.st_rdev != null_device && ::isatty(descriptor) == 0;
}

}  // namespace

TextFile TextFile::open(const std::string& path, const std::string& spool_folder) {
  const bool is_stdin = path == "-";
  const std::string name = is_stdin ? "standard input" : path;
  const Descriptor descriptor(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) {
    throw_unreadable(name, errno);
  }
  if (S_ISDIR(status.st_mode)) {
    throw Error(fmt::format("{}: is a directory, expected a text file", name));
  }
  if (is_endless(descriptor.get(), status)) {
    throw Error(fmt::format("{}: is a device, expected a text file", name));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  // Standard input may have been read in part already, so its file is not mapped; nor are files
  // whose size says nothing, as under /proc.
  if (is_stdin || !S_ISREG(status.st_mode) || size == 0 || is_compressed(descriptor.get(), name)) {
    return read_spooled(descriptor.get(), name, spool_folder);
  }
  TextFile file;
  file.name_ = name;
  file.is_plain_file_ = true;
  if (size < kFewestMappedBytes) {
    file.read(descriptor.get(), size);
  } else {
    file.map(descriptor.get(), size);
  }
  return file;
}

TextFile TextFile::from_descriptor(int descriptor, std::size_t size, std::string name) {
  TextFile file;
  file.name_ = std::move(name);
  file.map(descriptor, size);
  return file;
}

void TextFile::map(int descriptor, std::size_t size) {
  try {
    mapping_ = Mapping(descriptor, size, name_);
  } catch (const std::system_error& error) {
    throw_unreadable(name_, error.code().value());
  }
  hold(mapping_.bytes());
}

/// Reads `size` bytes and no more, as the file may be growing.
void TextFile::read(int descriptor, std::size_t size) {
  owned_->resize(size);
  std::size_t end = 0;
  while (end < size) {
    const ssize_t got = ::read(descriptor, owned_->data() + end, size - end);
    if (got == 0) break;
    if (got > 0) {
      end += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      throw_unreadable(name_, errno);
    }
  }
  owned_->resize(end);
  hold(*owned_);
}

TextFile TextFile::from_string(std::string text, std::string name) {
  TextFile file;
  file.name_ = std::move(name);
  *file.owned_ = std::move(text);
  file.hold(*file.owned_);
  return file;
}

void TextFile::hold(std::string_view bytes) {
  bytes_ = bytes;
  stretches_ = {{.begin = 0, .end = bytes.size()}};
}

void TextFile::keep(std::vector<TextStretch> stretches) {
  stretches_ = std::move(stretches);
  is_part_ = true;
}

const std::vector<std::string_view>& TextFile::lines() const {
  std::call_once(lines_->cut, [this] {
    for (const TextStretch& stretch : stretches_) {
      for_each_line(content_of(stretch),
                    [this](std::string_view line) { lines_->views.push_back(line); });
    }
    require_whole();
  });
  return lines_->views;
}

std::string_view TextFile::content() const {
  return content_of({.begin = 0, .end = bytes_.size()});
}

std::string_view TextFile::content_of(const TextStretch& stretch) const {
  std::string_view content = bytes_.substr(stretch.begin, stretch.end - stretch.begin);
  if (stretch.begin == 0 && content.starts_with(kByteOrderMark)) {
    content.remove_prefix(kByteOrderMark.size());
  }
  return content;
}

std::uint64_t TextFile::line_in_file(std::uint64_t index) const {
  auto stretch = stretches_.begin();
  for (; stretch + 1 != stretches_.end() && index >= stretch->lines; ++stretch) {
    index -= stretch->lines;
  }
  return stretch->first_line + index;
}

std::size_t TextFile::count_lines() const {
  const std::vector<std::string_view> parts = parts_of(*this);
  std::atomic<std::size_t> lines{0};
  tbb::parallel_for(std::size_t{0}, parts.size(),
                    [&](std::size_t i) { lines += t2v::count_lines(*this, parts[i]); });
  return lines;
}

void TextFile::release(std::string_view part) const {
  if (!mapping_ || part.empty()) return;
  require_whole();
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::string_view mapped = mapping_.bytes();
  const auto begin = static_cast<std::size_t>(part.data() - mapped.data());
  const std::size_t from = begin > kMappedAtOnce ? (begin - kMappedAtOnce) / page * page : 0;
  const std::size_t to = std::min(begin + part.size() + kMappedAtOnce, mapped.size());
  // Best effort: where it fails, more memory is taken.
  static_cast<void>(::madvise(const_cast<char*>(mapped.data()) + from, to - from, MADV_DONTNEED));
}

void TextFile::require_whole() const {
  if (mapping_.is_whole()) return;
  throw Error(fmt::format("{}: became shorter while it was read", name_));
}

std::uint64_t count_lines(const TextFile& text, std::string_view part) {
  const auto feeds = static_cast<std::uint64_t>(std::count(part.begin(), part.end(), '\n'));
  const std::uint64_t lines = feeds + (part.empty() || part.ends_with('\n') ? 0 : 1);
  text.release(part);
  return lines;
}

void add_bytes(const TextFile& text, std::string_view part, Sha256& sum) {
  while (!part.empty()) {
    const std::string_view some = part.substr(0, kReadBytes);
    sum.add(some);
    text.release(some);
    part.remove_prefix(some.size());
  }
}

std::string sha256_hex(const TextFile& text) {
  Sha256 sum;
  add_bytes(text, text.bytes(), sum);
  return sum.hex();
}

}  // namespace t2v
