#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/label_set.h"
#include "text/text_file.h"
#include "text/vocabulary.h"

namespace t2v {

/// The documents of a corpus that carry a label in question.
struct LabelledDocuments {
  std::vector<std::string_view> texts;  ///< views into the corpus
  std::vector<std::size_t> lines;       ///< of each in the corpus, from 1
  LabelLists labels;                    ///< of each, ids in `names`
  Vocabulary names;
};

/// @param all one list of labels a line of `corpus`
/// @param kind of the labels in question; nothing: all of them
LabelledDocuments labelled_documents(const TextFile& corpus, const LabelSet& all,
                                     const std::optional<std::string>& kind);

/// The same with the labels read from a file of as many lines.
/// @param kind as it is typed (label_selection.h)
/// @throws Error where fewer than two labels or `fewest` documents are left
LabelledDocuments read_labelled_documents(const TextFile& corpus, const TextFile& labels_file,
                                          const std::optional<std::string>& kind,
                                          std::size_t fewest);

}  // namespace t2v
