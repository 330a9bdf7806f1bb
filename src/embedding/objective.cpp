#include "embedding/objective.h"

#include <fmt/format.h>

#include "text/error.h"

namespace t2v {
namespace {

constexpr std::string_view kIndependentName = "independent";
constexpr std::string_view kJointName = "joint";

}  // namespace

std::string_view objective_name(Objective objective) {
  return objective == Objective::kJoint ? kJointName : kIndependentName;
}

Objective objective_named(std::string_view name) {
  for (const Objective objective : {Objective::kIndependent, Objective::kJoint}) {
    if (name == objective_name(objective)) return objective;
  }
  throw Error(
      fmt::format("objective is '{}', expected {} or {}", name, kIndependentName, kJointName));
}

}  // namespace t2v
