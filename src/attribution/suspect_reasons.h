#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/suspects.h"
#include "model/embedding_file.h"
#include "text/vocabulary.h"

namespace t2v {

/// Asks the networks of a search why a document looks like another label.
class SuspectReasons {
 public:
  /// @param model whose words and tokenizer the search went by
  /// @param names of the labels
  SuspectReasons(SuspectSearch search, const EmbeddingModel& model, const Vocabulary& names,
                 bool multi_label);

  /// The phrases of `text`, the suspect's, that speak most for the label it looks like: strongest
  /// first, none sharing a word with another, at most `most`.
  std::vector<std::string> phrases(const Suspect& suspect, std::string_view text,
                                   std::size_t most) const;

 private:
  std::vector<std::unique_ptr<Classifier>> classifiers_;  ///< one a fold
  std::vector<std::uint32_t> fold_of_document_;
};

}  // namespace t2v
