#include "commands/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
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

/// How the names of the files for a program's standard streams begin: those of no other program,
/// for many may run in a folder at once.
std::string new_streams(const std::string& folder) {
  static std::atomic<unsigned> programs = 0;
  return folder + "/.standard-" + std::to_string(++programs) + "-";
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
  // Shells have what runs in the background ignore it, and that is handed on.
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  if (::chdir(surroundings.folder.c_str()) != 0) ::_exit(126);
  for (const char* name : {"T2V_MODEL", "T2V_CNN", "NO_COLOR"}) ::unsetenv(name);
  for (const auto& [name, value] : surroundings.environment)
    ::setenv(name.c_str(), value.c_str(), 1);
  if (surroundings.file_limit) {
    const rlimit limit{*surroundings.file_limit, *surroundings.file_limit};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (surroundings.memory_limit) {
    const rlimit limit{*surroundings.memory_limit, *surroundings.memory_limit};
    ::setrlimit(RLIMIT_AS, &limit);
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

}  // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& arguments,
                               const Surroundings& surroundings, std::optional<int> output)
    : streams_(new_streams(surroundings.folder)) {
  std::ofstream(streams_ + "in", std::ios::binary) << surroundings.standard_input;
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ == 0) become_program(arguments, surroundings, streams_, output);
  if (output) ::close(*output);
}

RunningProgram::RunningProgram(const std::vector<std::string>& arguments,
                               const Surroundings& surroundings)
    : RunningProgram(arguments, surroundings, std::nullopt) {}

RunningProgram::~RunningProgram() {
  if (process_ < 0) return;
  send(SIGKILL);
  static_cast<void>(wait());
}

void RunningProgram::send(int signal) const {
  if (::kill(process_, signal) != 0) throw std::runtime_error("cannot send a signal");
}

std::string RunningProgram::err() const {
  return read_text(streams_ + "err");
}

bool RunningProgram::has_ended() const {
  siginfo_t information{};
  if (::waitid(P_PID, static_cast<id_t>(process_), &information, WEXITED | WNOHANG | WNOWAIT) != 0)
    throw std::runtime_error("cannot ask for a process");
  return information.si_pid == process_;
}

Outcome RunningProgram::wait() {
  int status = 0;
  if (::waitpid(process_, &status, 0) != process_) throw std::runtime_error("cannot wait");
  process_ = -1;
  Outcome outcome;
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  outcome.out = read_text(streams_ + "out");
  outcome.err = read_text(streams_ + "err");
  for (const char* stream : {"in", "out", "err"}) std::filesystem::remove(streams_ + stream);
  return outcome;
}

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
  return RunningProgram(arguments, surroundings).wait();
}

Outcome run_into_closed_pipe(const std::vector<std::string>& arguments,
                             const Surroundings& surroundings) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  ::close(ends[0]);
  return RunningProgram(arguments, surroundings, ends[1]).wait();
}

}  // namespace t2v::testing
