#include "result_output.h"

#include <unistd.h>

#include <cmath>
#include <cstdint>
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

const Column kCountColumn{"count", Alignment::kRight};

}  // namespace

OutputStyle result_style(bool json_asked) {
  return choose_output_style({.json_asked = json_asked,
                              .is_terminal = ::isatty(STDOUT_FILENO) == 1,
                              .no_color = colors_unwanted()});
}

double rounded(double value) {
  return std::round(value * 1e6) / 1e6;
}

void print_table(const Table& table, OutputStyle style) {
  write_table(std::cout, table, style);
}

void print_json(const nlohmann::ordered_json& object) {
  // A file's name need not be UTF-8; what is not is replaced.
  std::cout << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
            << '\n';
}

void print_answers(const std::vector<Answer>& answers, const std::string& kind, OutputStyle style) {
  Table table(
      {{kind}, {.name = "score", .alignment = Alignment::kRight, .bar = true}, kCountColumn});
  for (const Answer& answer : answers)
    table.add_row({answer.key, rounded(answer.score), static_cast<std::int64_t>(answer.count)});
  print_table(table, style);
}

void print_counts(const Vocabulary& vocabulary, const AnswerLimits& limits, const std::string& kind,
                  OutputStyle style) {
  Table table({{kind}, kCountColumn});
  for (std::uint32_t id = 0; id < vocabulary.size() && table.rows().size() < limits.top; ++id) {
    if (vocabulary.count(id) < limits.min_count) continue;
    table.add_row(
        {std::string(vocabulary.key(id)), static_cast<std::int64_t>(vocabulary.count(id))});
  }
  print_table(table, style);
}

}  // namespace t2v
