#include "command/remark.h"

#include <fmt/format.h>

#include <iostream>

#include "command/program.h"
#include "report/plain_text.h"

namespace t2v {

void say(std::string_view text) {
  std::cerr << plain_text(text) + '\n';
}

void remark(std::string_view text) {
  say(fmt::format("{}: note: {}", program_name(), text));
}

}  // namespace t2v
