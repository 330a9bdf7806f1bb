#include "classifier/cnn_training_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>

#include "classifier/cnn_shape.h"
#include "text/error.h"

namespace t2v {
namespace {

/// NaN is in no range.
template <typename Number>
void require(std::string_view option, Number value, Number lowest, Number highest) {
  if (value >= lowest && value <= highest) return;
  throw Error(fmt::format("{} is {}, expected {} to {}", option, value, lowest, highest));
}

void require_widths(const std::vector<std::uint32_t>& widths) {
  if (widths.empty() || widths.size() > kMaxWidths)
    throw Error(fmt::format("{} widths, expected 1 to {}", widths.size(), kMaxWidths));
  for (const std::uint32_t width : widths) require("width", width, 1U, CnnShape::kMaxWidth);
  if (!std::ranges::is_sorted(widths, std::less_equal<>()))
    throw Error("widths are not ascending, expected such as 2,3,4,5");
}

}  // namespace

std::uint32_t CnnTrainingOptions::batch_for(std::size_t documents) const {
  constexpr std::size_t kSmallest = 32;
  constexpr std::size_t kLargest = 256;
  constexpr std::size_t kSteps = 200;
  if (batch > 0) return batch;
  return static_cast<std::uint32_t>(std::clamp(documents / kSteps, kSmallest, kLargest));
}

void CnnTrainingOptions::validate() const {
  require("dim", dim, 1U, CnnShape::kMaxDim);
  require("filters", filters, 1U, CnnShape::kMaxFilters);
  require_widths(widths);
  require("dropout", dropout, 0.0, kMaxDropout);
  require("epochs", epochs, 1U, 10000U);
  require("batch", batch, 0U, kMaxBatch);
  require("lr", learning_rate, 1e-8, 10.0);
  require("decay", decay, 1e-3, 1.0);
  require("held-out", held_out, 0.0, kMaxHeldOut);
  require("patience", patience, 1U, 10000U);
  require("class-balance", class_balance, 0.0, 1.0);
}

}  // namespace t2v
