#include "model/training_record.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "model/json_number.h"
#include "text/error.h"

namespace t2v {
namespace {

/// For messages. Lists and objects are not written out: they may be as deep as a file is long.
std::string shown(const nlohmann::json& value) {
  return value.is_structured() ? value.type_name() : value.dump();
}

template <typename Value>
void take(const nlohmann::json& record, const char* name, Value& value) {
  const auto found = record.find(name);
  if (found == record.end()) return;
  if (!holds_number<Value>(*found)) {
    throw Error(fmt::format("the model's option {} is {}, expected a {}", name, shown(*found),
                            std::is_integral_v<Value> ? "whole number" : "number"));
  }
  found->get_to(value);
}

void take_objective(const nlohmann::json& record, Objective& objective) {
  const auto found = record.find("objective");
  if (found == record.end()) {
    objective = Objective::kIndependent;
    return;
  }
  objective = objective_named(found->is_string() ? found->get<std::string>() : shown(*found));
}

}  // namespace

TrainingOptions recorded_training_options(const std::string& options_json) {
  const nlohmann::json record = nlohmann::json::parse(options_json, nullptr, false);
  if (!record.is_object()) throw Error("the model's options are no JSON object");
  TrainingOptions options;
  take(record, "dim", options.dim);
  take(record, "window", options.window);
  take(record, "negative", options.negative);
  take(record, "epochs", options.epochs);
  take(record, "lr", options.learning_rate);
  take(record, "subsample", options.subsample);
  take(record, "sampling-exponent", options.sampling_exponent);
  take_objective(record, options.objective);
  options.documents = record.value("documents", nlohmann::json(false)) == true;
  take(record, "label-weight", options.label_weight);
  take(record, "label-balance", options.label_balance);
  take(record, "document-weight", options.document_weight);
  take(record, "threads", options.threads);
  take(record, "replicas", options.replicas);
  take(record, "seed", options.seed);
  try {
    options.validate();
  } catch (const Error& error) {
    throw Error(fmt::format("the model's option {}", error.what()));
  }
  return options;
}

}  // namespace t2v
