#include "command/result_output.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace t2v {
namespace {

bool colors_unwanted() {
  // https://no-color.org: set to anything but nothing.
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  return (no_color != nullptr && *no_color != '\0') ||
         (terminal != nullptr && std::string_view(terminal) == "dumb");
}

}  // namespace

OutputStyle result_style(bool json_asked) {
  return choose_output_style({.json_asked = json_asked,
                              .is_terminal = ::isatty(STDOUT_FILENO) == 1,
                              .no_color = colors_unwanted()});
}

void print_table(const Table& table, OutputStyle style) {
  write_table(std::cout, table, style);
}

void print_json(const nlohmann::ordered_json& object) {
  // A file's name need not be UTF-8; what is not is replaced.
  std::cout << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
            << '\n';
}

}  // namespace t2v
