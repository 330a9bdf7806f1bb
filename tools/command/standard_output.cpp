#include "command/standard_output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <iostream>
#include <string_view>
#include <system_error>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

constexpr std::size_t kHeldBytes = 1 << 16;

void write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      throw OutputClosed();
    } else if (errno != EINTR) {
      throw Error(fmt::format("standard output: cannot be written: {}",
                              std::generic_category().message(errno)));
    }
  }
}

}  // namespace

StandardOutput::StandardOutput()
    : old_buffer_(std::cout.rdbuf(this)),
      old_tie_(std::cerr.tie(nullptr)),
      is_terminal_(::isatty(STDOUT_FILENO) == 1) {
  held_.reserve(kHeldBytes);
  std::cout.exceptions(std::ios::badbit);
}

StandardOutput::~StandardOutput() {
  try {
    finish();  // what was found before something went wrong
  } catch (const std::exception&) {
    // That is told already, or something worse is.
  }
  std::cout.exceptions(std::ios::goodbit);
  std::cout.rdbuf(old_buffer_);
  std::cerr.tie(old_tie_);
}

void StandardOutput::finish() {
  // First given up: what cannot be written now will not be tried again.
  const std::vector<char> text = std::exchange(held_, {});
  write_all({text.data(), text.size()});
}

StandardOutput::int_type StandardOutput::overflow(int_type character) {
  if (traits_type::eq_int_type(character, traits_type::eof()))
    return traits_type::not_eof(character);
  const char one = traits_type::to_char_type(character);
  xsputn(&one, 1);
  return character;
}

std::streamsize StandardOutput::xsputn(const char* text, std::streamsize size) {
  const std::string_view part(text, static_cast<std::size_t>(size));
  held_.insert(held_.end(), part.begin(), part.end());
  if (held_.size() >= kHeldBytes || (is_terminal_ && part.ends_with('\n'))) finish();
  return size;
}

int StandardOutput::sync() {
  finish();
  return 0;
}

void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is given out, which is this one. Writing to what is open for reading
    // fails, as it should.
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

}  // namespace t2v
