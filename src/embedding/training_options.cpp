#include "embedding/training_options.h"

#include <fmt/format.h>

#include "text/error.h"

namespace t2v {
namespace {

/// NaN is in no range.
template <typename T>
void require(const char* option, T value, T lowest, T highest) {
  if (value >= lowest && value <= highest) return;
  throw Error(fmt::format("{} is {}, expected {} to {}", option, value, lowest, highest));
}

}  // namespace

void TrainingOptions::validate() const {
  require<std::size_t>("dim", dim, 1, 4096);
  require("window", window, 1U, 1000U);
  require("negative", negative, 1U, 64U);
  require("epochs", epochs, 1U, 100000U);
  require("lr", learning_rate, 1e-9, 10.0);
  require("subsample", subsample, 0.0, 1.0);
  require("sampling-exponent", sampling_exponent, -2.0, 2.0);
  require("label-weight", label_weight, 0.0, 100.0);
  require("label-balance", label_balance, 0.0, 1.0);
  require("document-weight", document_weight, 0.001, 100.0);
  require("threads", threads, 0U, 1024U);
  require("replicas", replicas, 0U, 64U);
}

}  // namespace t2v
