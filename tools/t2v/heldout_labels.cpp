#include "heldout_labels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "command/remark.h"
#include "evaluation/heldout_loss.h"

namespace t2v {
namespace {

constexpr std::size_t kNamedLabels = 5;

}  // namespace

LabelLists heldout_labels(const TextFile& labels, const EmbeddingModel& model) {
  KnownLabels known = known_labels(read_labels(labels), model);
  const std::size_t unknown = known.unknown.size();
  if (unknown > 0) {
    known.unknown.resize(std::min(unknown, kNamedLabels));
    remark(fmt::format(
        "{}: passed over what is no label of the model: {}{}", labels.name(),
        fmt::join(known.unknown, ", "),
        unknown > kNamedLabels ? fmt::format(" and {} more", unknown - kNamedLabels) : ""));
  }
  return std::move(known.of_document);
}

}  // namespace t2v
