#include "text/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "text/error.h"

namespace t2v {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kReadBytes = 1 << 20;

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

std::string read_to_end(int descriptor, const std::string& name) {
  std::string text;
  std::vector<char> buffer(kReadBytes);
  while (true) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got == 0) return text;
    if (got > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      throw_unreadable(name, errno);
    }
  }
}

}  // namespace

TextFile TextFile::open(const std::string& path) {
  const bool is_stdin = path == "-";
  TextFile file;
  file.name_ = is_stdin ? "standard input" : path;
  const Descriptor descriptor(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) {
    throw_unreadable(file.name_, errno);
  }
  if (S_ISDIR(status.st_mode)) {
    throw Error(fmt::format("{}: is a directory, expected a text file", file.name_));
  }
  // Standard input may have been read in part already, so its file is not mapped; nor are files
  // whose size says nothing, as under /proc.
  if (!is_stdin && S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.get(), 0);
    if (mapping == MAP_FAILED) throw_unreadable(file.name_, errno);
    file.mapping_ = mapping;
    file.mapping_size_ = size;
    file.bytes_ = {static_cast<const char*>(mapping), size};
  } else {
    file.owned_ = read_to_end(descriptor.get(), file.name_);
    file.bytes_ = file.owned_;
  }
  file.split_lines();
  return file;
}

TextFile TextFile::from_string(std::string text, std::string name) {
  TextFile file;
  file.name_ = std::move(name);
  file.owned_ = std::move(text);
  file.bytes_ = file.owned_;
  file.split_lines();
  return file;
}

TextFile::TextFile(TextFile&& other) noexcept {
  *this = std::move(other);
}

TextFile& TextFile::operator=(TextFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(owned_, other.owned_);
  std::swap(mapping_, other.mapping_);
  std::swap(mapping_size_, other.mapping_size_);
  std::swap(bytes_, other.bytes_);
  std::swap(lines_, other.lines_);
  // A short text lives inside the string object itself, so views of it do not survive a move.
  for (TextFile* file : {this, &other}) {
    if (file->mapping_ == nullptr && file->bytes_.data() != file->owned_.data()) {
      file->bytes_ = file->owned_;
      file->split_lines();
    }
  }
  return *this;
}

TextFile::~TextFile() {
  if (mapping_ != nullptr) ::munmap(mapping_, mapping_size_);
}

void TextFile::split_lines() {
  lines_.clear();
  std::string_view rest = bytes_;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  while (!rest.empty()) {
    const std::size_t feed = rest.find('\n');
    std::string_view line = rest.substr(0, feed);
    if (feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
  }
}

}  // namespace t2v
