#include "report/explanation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace t2v {

bool ExplainedText::is_predicted(std::string_view label) const {
  return std::ranges::find(predicted, label) != predicted.end();
}

double largest_magnitude(const Explanation& explanation) {
  double largest = 0;
  for (const double score : explanation.attribution.scores) {
    largest = std::max(largest, std::fabs(score));
  }
  return largest;
}

Table explanation_table() {
  return Table({{"document", Alignment::kRight},
                {"method"},
                {"target"},
                {"word"},
                {"begin", Alignment::kRight},
                {"end", Alignment::kRight},
                {.name = "score", .alignment = Alignment::kRight, .decimals = 6, .bar = true}});
}

void add_explanations(const ExplainedText& text, Table& table) {
  for (const Explanation& explanation : text.explanations) {
    for (std::size_t token = 0; token < text.tokens.size(); ++token) {
      table.add_row({static_cast<std::int64_t>(text.id), explanation.method, explanation.target,
                     std::string(text.token(token)),
                     static_cast<std::int64_t>(text.tokens[token].begin),
                     static_cast<std::int64_t>(text.tokens[token].end),
                     explanation.attribution.scores[token]});
    }
  }
}

}  // namespace t2v
