#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/cnn_model.h"
#include "text/label_set.h"

namespace t2v {

/// Documents as a classifier reads them, with their true labels.
struct CnnCorpus {
  std::vector<std::uint32_t> rows;     ///< of the embedding, all documents end to end
  std::vector<std::uint64_t> offsets;  ///< documents + 1 positions in `rows`
  LabelLists labels;                   ///< ids of the model, one list a document

  std::size_t documents() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::span<const std::uint32_t> document(std::size_t index) const {
    return {rows.data() + offsets[index], rows.data() + offsets[index + 1]};
  }
};

/// Normalises, tokenises and looks up lines by the model's tokenizer and vocabulary, in parallel.
/// @param labels one list a line, in ids of the model
CnnCorpus encode_for_cnn(std::span<const std::string_view> lines, const Tokenizer& tokenizer,
                         const Vocabulary& words, LabelLists labels);

/// Whether any document has other than one label, so that labels cannot exclude each other.
bool needs_multi_label(const LabelLists& labels);

}  // namespace t2v
