#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

#include "command/similar_name.h"
#include "commands.h"
#include "evaluations.h"

namespace t2v {
namespace {

constexpr std::array<const Command*, 7> kEvaluations{
    &kLabelsEvaluation,    &kContextsEvaluation, &kNeighborsEvaluation, &kSimilarityEvaluation,
    &kAnalogiesEvaluation, &kHeldoutEvaluation,  &kClassifyEvaluation};

void print_help() {
  fmt::print(std::cout, "Usage: t2v eval WHAT [arguments]\n\nWHAT is one of\n");
  for (const Command* evaluation : kEvaluations)
    fmt::print(std::cout, "  {:<12}{}\n", evaluation->name, evaluation->summary);
  fmt::print(std::cout, "\nt2v eval WHAT --help says more.\n");
}

[[noreturn]] void throw_unknown(const std::string& name) {
  std::vector<std::string> names;
  names.reserve(kEvaluations.size());
  for (const Command* evaluation : kEvaluations) names.emplace_back(evaluation->name);
  throw UsageError(fmt::format("'{}' cannot be evaluated{}", name, perhaps(name, names)));
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw UsageError("expected what to evaluate");
  const std::string& name = arguments[0];
  if (name == "--help" || name == "-h") return print_help();
  const auto* const found = std::ranges::find(kEvaluations, name, &Command::name);
  if (found == kEvaluations.end()) throw_unknown(name);
  (*found)->run({arguments.begin() + 1, arguments.end()});
}

}  // namespace

const Command kEvalCommand{"eval", "measure the quality of a model's answers", run, kEvaluations};

}  // namespace t2v
