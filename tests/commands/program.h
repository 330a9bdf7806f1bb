#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace t2v::testing {

/// How the program is started.
struct Surroundings {
  std::string program;                        ///< path; empty: the built t2v
  std::string folder;                         ///< working folder
  std::string standard_input;                 ///< what it reads from there
  std::string standard_output;                ///< a path such as /dev/full; empty: caught
  std::optional<std::uint64_t> file_limit;    ///< bytes it may write into a file
  std::optional<std::uint64_t> memory_limit;  ///< bytes of its address space
  unsigned seconds = 0;                       ///< after which SIGALRM ends it; 0: never
  std::vector<std::pair<std::string, std::string>> environment;  ///< variables added
};

/// How it ended.
struct Outcome {
  int exit_code = -1;  ///< -1 when a signal ended it
  int signal = 0;
  std::string out;
  std::string err;

  std::vector<std::string> out_lines() const;
  std::vector<std::string> err_lines() const;
};

/// A program that was started. One that is not waited for is killed in the end.
class RunningProgram {
 public:
  RunningProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  pid_t process() const { return process_; }
  void send(int signal) const;
  /// What it has written on standard error so far.
  std::string err() const;
  /// Whether it ended, in which case wait() returns at once.
  bool has_ended() const;
  Outcome wait();

 private:
  friend Outcome run_into_closed_pipe(const std::vector<std::string>& arguments,
                                      const Surroundings& surroundings);
  RunningProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings,
                 std::optional<int> output);

  std::string streams_;  ///< how the names of the files for its standard streams begin
  pid_t process_ = -1;   ///< -1 once it was waited for
};

/// Runs the program. Its terminal and model variables are unset unless given.
Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings);

/// As run_program, its output going into a pipe that nobody reads.
Outcome run_into_closed_pipe(const std::vector<std::string>& arguments,
                             const Surroundings& surroundings);

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(const std::string& text);

}  // namespace t2v::testing
