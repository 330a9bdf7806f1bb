#include "command/remark.h"

#include <fmt/format.h>

#include <atomic>
#include <iostream>

#include "command/program.h"
#include "report/plain_text.h"

namespace t2v {
namespace {

std::atomic<bool> is_silent{false};

}  // namespace

void keep_silent() {
  is_silent = true;
}

void break_silence() {
  is_silent = false;
}

void say(std::string_view text) {
  if (is_silent) return;
  std::cerr << plain_text(text) + '\n';
}

void remark(std::string_view text) {
  say(fmt::format("{}: note: {}", program_name(), text));
}

}  // namespace t2v
