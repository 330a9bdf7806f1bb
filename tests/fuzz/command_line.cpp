#include "command/command_line.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "command/command.h"
#include "command/number_text.h"
#include "command/size_text.h"
#include "fuzz/property.h"
#include "text/lines.h"

namespace t2v::fuzzing {
namespace {

/// Runs `call`, which may refuse what it is given as wrong usage.
template <typename Call>
bool is_good_usage(Call call) {
  try {
    call();
    return true;
  } catch (const UsageError& error) {
    require(!std::string_view(error.what()).empty(), "an error says something");
    return false;
  }
}

template <typename Number>
void require_number(std::string_view text, Number lowest, Number highest) {
  Number number{};
  if (!is_good_usage([&] { number = read_number("x", text, lowest, highest); })) return;
  require(number >= lowest && number <= highest, "a number is within its range");
  require(static_cast<double>(number) == std::strtod(std::string(text).c_str(), nullptr),
          "a number is read as C reads it");
  require(read_number("x", fmt::format("{}", number), lowest, highest) == number,
          "a number that is written is read again");
}

void require_size(std::string_view text) {
  std::uint64_t size = 0;
  if (!is_good_usage([&] { size = read_size("x", text); })) return;
  const std::string digits(text);
  const double factor = std::strtod(digits.c_str(), nullptr);
  require((size == 0) == (factor == 0), "only 0 is nothing");
  if (size == 0) return;
  const double bytes =
      factor *
      std::pow(1000.0, 1.0 + static_cast<double>(std::string_view("KMGT").find(text.back())));
  require(std::abs(bytes - static_cast<double>(size)) <= 1 + bytes * 1e-12,
          "a size is its number times its unit");
}

/// A silent standard output, as help goes there.
class Silence {
 public:
  Silence() : before_(std::cout.rdbuf(nothing_.rdbuf())) {}
  ~Silence() { std::cout.rdbuf(before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  std::ostringstream nothing_;
  std::streambuf* before_;
};

void require_parsed(const std::vector<std::string>& arguments, SingleDash single_dash) {
  const Silence silence;
  bool flag = false;
  std::string text;
  std::vector<std::string> texts;
  unsigned number = 5;
  std::vector<double> numbers{1, 2};
  CommandLine command_line("test", "For a test.", single_dash);
  command_line.add_flag("json", "a flag", &flag);
  command_line.add_text("model,m", "FILE", "a text", &text);
  command_line.add_texts("label", "NAME", "texts", &texts);
  command_line.add_number("top,n", "a number", &number, 1U, 100U);
  command_line.add_numbers("weights", "numbers", &numbers, -2.0, 2.0);
  if (!is_good_usage([&] { command_line.parse(arguments); })) return;
  require(number >= 1 && number <= 100, "numbers are within their range");
  require(!numbers.empty(), "a list of numbers has some");
  require(command_line.arguments().size() <= arguments.size(), "arguments are what was given");
  for (const double value : numbers) require(value >= -2 && value <= 2, "so are those of lists");
}

}  // namespace

/// What stands on a command line, an argument a line; each is also read as numbers and sizes.
void fuzz_command_line(Bytes input) {
  std::vector<std::string> arguments;
  for_each_line(text_of(input), [&](std::string_view line) { arguments.emplace_back(line); });
  for (const std::string& argument : arguments) {
    require_number<unsigned>(argument, 0, 1024);
    require_number<std::uint64_t>(argument, 0, std::uint64_t{1} << 53);
    require_number<double>(argument, -1e300, 1e300);
    require_size(argument);
  }
  require_parsed(arguments, SingleDash::kOption);
  require_parsed(arguments, SingleDash::kTerm);
}

}  // namespace t2v::fuzzing
