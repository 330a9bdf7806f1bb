#include "answer_output.h"

#include <cstdint>

#include "command/result_output.h"
#include "report/table.h"

namespace t2v {

void print_answers(const std::vector<Answer>& answers, const std::string& kind, OutputStyle style) {
  Table table({{kind},
               {.name = "score", .alignment = Alignment::kRight, .bar = true},
               {"count", Alignment::kRight}});
  for (const Answer& answer : answers)
    table.add_row({answer.key, rounded(answer.score), static_cast<std::int64_t>(answer.count)});
  print_table(table, style);
}

}  // namespace t2v
