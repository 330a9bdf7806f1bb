#pragma once

#include <exception>
#include <streambuf>
#include <vector>

namespace t2v {

/// Nobody reads standard output any more, as behind `| head`. No failure, but nothing is left to
/// do.
class OutputClosed : public std::exception {
 public:
  const char* what() const noexcept override { return "standard output is closed"; }
};

/// While it lives, std::cout writes to standard output through it, and the first thing that cannot
/// be written ends the work by an exception; without it a stream only notes that it has failed, and
/// a long command would go on for nobody. std::cerr no longer flushes std::cout.
class StandardOutput : private std::streambuf {
 public:
  StandardOutput();
  ~StandardOutput() override;
  StandardOutput(const StandardOutput&) = delete;
  StandardOutput& operator=(const StandardOutput&) = delete;

  /// Writes what is held back. @throws OutputClosed
  /// @throws Error naming the reason, such as a full disk
  void finish();

 private:
  int_type overflow(int_type character) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

  std::vector<char> held_;
  std::streambuf* old_buffer_;
  std::ostream* old_tie_;
  bool is_terminal_;  ///< where every line is shown at once
};

/// Puts /dev/null in place of standard streams that are closed: else the first file that is opened
/// would be taken for one, and what is meant for people end up in it.
void occupy_standard_streams();

}  // namespace t2v
