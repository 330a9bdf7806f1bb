#include "remark.h"

#include <fmt/format.h>

#include <iostream>

#include "report/plain_text.h"

namespace t2v {

void say(std::string_view text) {
  std::cerr << plain_text(text) + '\n';
}

void remark(std::string_view text) {
  say(fmt::format("t2v: note: {}", text));
}

}  // namespace t2v
