#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/vocabulary.h"

namespace t2v {

/// What stands before the first ':' of a label: `film:122095` is of the kind `film`. Empty where
/// there is no ':', or nothing before or behind it, as in `:)`.
std::string_view label_kind(std::string_view label);

/// A kind of labels and how many there are.
struct LabelKind {
  std::string_view name;  ///< a view into the vocabulary; empty: labels without a kind
  std::size_t labels = 0;
};

/// The kinds of all labels, each in the place of its most frequent label.
std::vector<LabelKind> label_kinds(const Vocabulary& labels);

/// Whether any label is of a kind.
bool has_label_kinds(const Vocabulary& labels);

/// Ids of the labels of a kind, rising. Empty `kind`: of the labels without one.
std::vector<std::uint32_t> labels_of_kind(std::string_view kind, const Vocabulary& labels);

/// Ids of the labels that are of the same kind as `label`, without it, rising: what it is set
/// against. A film is praised more than other films, not more than the label 긍정.
std::vector<std::uint32_t> other_labels_of_kind(std::uint32_t label, const Vocabulary& labels);

}  // namespace t2v
