#include "query_options.h"

#include <cstdint>
#include <utility>

#include "command/command.h"
#include "command/remark.h"

namespace t2v {
namespace {

// Beyond it a contrast drowns the query in any case.
constexpr double kLargestLabelWeight = 1000;

// Occurrences; beyond it only the order of counts is left.
constexpr double kLargestPriorCount = 1e9;

}  // namespace

void QueryOptions::add_to(CommandLine& command_line) {
  model.add_to(command_line);
  command_line.add_number<std::uint64_t>("top,n", "answers", &limits.top, 1);
  command_line.add_number<std::uint64_t>("min-count", "answers that are rarer are hidden",
                                         &limits.min_count, 0);
  command_line.add_flag("json", "a JSON object a line", &json);
}

void LabelOptions::add_to(CommandLine& command_line) {
  command_line.add_texts("label", "LABEL",
                         "lean towards this label and away from the others; may be repeated",
                         &labels);
  command_line.add_number("label-weight", "how far", &weight, -kLargestLabelWeight,
                          kLargestLabelWeight);
}

LabelCondition LabelOptions::condition(const CommandLine& command_line,
                                       const ModelView& model) const {
  if (labels.empty() && command_line.given("label-weight"))
    throw UsageError("--label-weight without --label changes nothing, expected a --label");
  LabelCondition condition;
  condition.weight = weight;
  for (const std::string& label : labels) condition.labels.push_back(resolve_label(label, model));
  return condition;
}

void add_prior_count(CommandLine& command_line, double* prior_count) {
  command_line.add_number("prior-count",
                          "answers seen K times count sqrt(1/2), rarer ones less, more frequent "
                          "ones more; 0: all alike",
                          prior_count, 0.0, kLargestPriorCount);
}

void AnalogyFlags::add_to(CommandLine& command_line) {
  command_line.add_flag("add", "the cosine with the sum of all vectors (3CosAdd)", &add);
  command_line.add_flag("mul", "products and quotients of the terms' cosines (3CosMul)", &multiply);
  add_prior_count(command_line, &prior_count);
}

AnalogyOptions AnalogyFlags::options() const {
  if (add && multiply) throw UsageError("--add with --mul, expected one of them");
  if (add) return {AnalogyMethod::kAdd, prior_count};
  return {multiply ? AnalogyMethod::kMultiply : AnalogyMethod::kCounterpart, prior_count};
}

std::vector<Term> terms_of(ResolvedTerms resolved) {
  for (const std::string& text : resolved.remarks) remark(text);
  return std::move(resolved.terms);
}

std::vector<Term> terms_from(const std::vector<std::string>& texts, const ModelView& model) {
  return terms_of(resolve_terms(texts, model));
}

}  // namespace t2v
