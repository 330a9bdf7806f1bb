#include "commands/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace t2v::testing {
namespace {

std::string read_text(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void redirect(int descriptor, const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags, 0600);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(126);
  ::close(file);
}

/// What happens in the child between fork and exec; never returns.
[[noreturn]] void become_program(const std::vector<std::string>& arguments,
                                 const Surroundings& surroundings, const std::string& streams,
                                 std::optional<int> output) {
  redirect(STDIN_FILENO, streams + "in", O_RDONLY);
  redirect(STDERR_FILENO, streams + "err", O_WRONLY | O_CREAT | O_TRUNC);
  if (output) {
    ::dup2(*output, STDOUT_FILENO);
  } else if (surroundings.standard_output.empty()) {
    redirect(STDOUT_FILENO, streams + "out", O_WRONLY | O_CREAT | O_TRUNC);
  } else {
    redirect(STDOUT_FILENO, surroundings.standard_output, O_WRONLY);
  }
  if (::chdir(surroundings.folder.c_str()) != 0) ::_exit(126);
  for (const char* name : {"T2V_MODEL", "T2V_CNN", "NO_COLOR"}) ::unsetenv(name);
  for (const auto& [name, value] : surroundings.environment)
    ::setenv(name.c_str(), value.c_str(), 1);
  if (surroundings.file_limit) {
    const rlimit limit{*surroundings.file_limit, *surroundings.file_limit};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ::alarm(surroundings.seconds);
  const char* const program =
      surroundings.program.empty() ? T2V_PROGRAM : surroundings.program.c_str();
  std::vector<char*> argv{const_cast<char*>(program)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(program, argv.data());
  ::_exit(127);
}

Outcome run(const std::vector<std::string>& arguments, const Surroundings& surroundings,
            std::optional<int> output) {
  const std::string streams = surroundings.folder + "/.standard-";
  std::ofstream(streams + "in", std::ios::binary) << surroundings.standard_input;
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) become_program(arguments, surroundings, streams, output);
  if (output) ::close(*output);

  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait");
  Outcome outcome;
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  outcome.out = read_text(streams + "out");
  outcome.err = read_text(streams + "err");
  for (const char* stream : {"in", "out", "err"}) std::filesystem::remove(streams + stream);
  return outcome;
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> Outcome::out_lines() const {
  return lines_of(out);
}
std::vector<std::string> Outcome::err_lines() const {
  return lines_of(err);
}

Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  return run(arguments, surroundings, std::nullopt);
}

Outcome run_into_closed_pipe(const std::vector<std::string>& arguments,
                             const Surroundings& surroundings) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  ::close(ends[0]);
  return run(arguments, surroundings, ends[1]);
}

}  // namespace t2v::testing
