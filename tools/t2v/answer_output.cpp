#include "answer_output.h"

#include <cstdint>

#include "command/result_output.h"
#include "report/table.h"

namespace t2v {
namespace {

const Column kCountColumn{"count", Alignment::kRight};

}  // namespace

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
