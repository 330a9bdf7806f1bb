#include "method_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "command/command.h"
#include "command/similar_name.h"

namespace t2v {

void MethodSettings::add_to(CommandLine& command_line) {
  constexpr unsigned kMostSteps = 1'000'000;
  constexpr unsigned kMostSamples = 10'000'000;
  command_line.add_text("baseline", "NAME",
                        "what integrated gradients begin with: zero (default) or padding",
                        &baseline_, {"zero", "padding"});
  command_line.add_number("steps", "midpoints of integrated gradients; 0: exact", &options_.steps,
                          0U, kMostSteps);
  command_line.add_number("samples", "texts that LIME asks about", &options_.lime_samples, 2U,
                          kMostSamples);
  command_line.add_number<std::uint64_t>("seed", "of all random numbers", &options_.seed, 0);
}

MethodOptions MethodSettings::options() const {
  MethodOptions options = options_;
  if (baseline_ != "zero" && baseline_ != "padding")
    throw UsageError(fmt::format("--baseline is '{}', expected zero or padding", baseline_));
  options.baseline = baseline_ == "zero" ? Baseline::kZero : Baseline::kPadding;
  return options;
}

const Method& method_of_option(const std::string& option, const std::string& name) {
  std::vector<std::string> names;
  for (const Method& method : methods()) {
    if (method.name == name) return method;
    names.emplace_back(method.name);
  }
  throw UsageError(fmt::format("--{} is '{}'{}, expected one of {}", option, name,
                               perhaps(name, names), fmt::join(names, ", ")));
}

}  // namespace t2v
