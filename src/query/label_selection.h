#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "text/vocabulary.h"

namespace t2v {

/// Which labels a query is about.
struct LabelSelection {
  std::optional<std::string> kind;  ///< of this kind (label_kind.h); empty: without a kind
  std::optional<std::string> like;  ///< whose name matches this NamePattern
};

/// Ids of the labels selected, rising.
/// @throws Error for a pattern that no label matches
std::vector<std::uint32_t> selected_labels(const LabelSelection& selection,
                                           const Vocabulary& labels);

/// The labels of `ids`, rising, that are within `limits`, most frequent first; their scores are 0.
std::vector<Answer> most_frequent_labels(const Vocabulary& labels,
                                         const std::vector<std::uint32_t>& ids,
                                         const AnswerLimits& limits);

/// A kind of labels as it is typed: `film`, or `:` for labels without a kind.
/// @throws Error for a kind that no label is of, naming those there are
std::string resolve_label_kind(std::string_view text, const Vocabulary& labels);

}  // namespace t2v
