#include "answer_output.h"

#include <cstddef>
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

void print_answers_of_queries(const std::vector<std::string>& queries,
                              const std::vector<std::vector<Answer>>& answers, OutputStyle style) {
  Table table({{"query"},
               {"word"},
               {.name = "score", .alignment = Alignment::kRight, .bar = true},
               {"count", Alignment::kRight}});
  for (std::size_t i = 0; i < queries.size(); ++i) {
    for (const Answer& answer : answers[i]) {
      table.add_row(
          {queries[i], answer.key, rounded(answer.score), static_cast<std::int64_t>(answer.count)});
    }
  }
  print_table(table, style);
}

}  // namespace t2v
