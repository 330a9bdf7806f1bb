#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attribution/phrases.h"
#include "classifier/classifier.h"

namespace t2v {

/// A key phrase as it stands in a document.
struct DocumentPhrase {
  std::string words;  ///< the tokens, separated by spaces: what phrases are told apart by
  std::string text;   ///< as the document spells it
  double score = 0;
};

/// A document and what carried the decision for one label.
struct DocumentPhrases {
  std::size_t document = 0;             ///< in the corpus, from 0
  std::uint32_t label = 0;              ///< that was predicted
  double probability = 0;               ///< of the label
  std::vector<DocumentPhrase> phrases;  ///< strongest first
};

/// The labels predicted for a document: the most probable one, or where the model is multi-label
/// all with a probability of at least a half.
std::vector<std::uint32_t> predicted_labels(const Classifier& classifier,
                                            std::span<const double> probabilities);

/// The key phrases of one document for every label predicted, at most `most`: strongest_phrases()
/// for the log-odds of the label. The logit alone would also bring forward phrases that lift all
/// labels.
std::vector<DocumentPhrases> document_phrases(const Classifier& classifier,
                                              std::string_view document, std::size_t number,
                                              std::size_t most);

/// A key phrase over all documents predicted as a label.
struct Pattern {
  DocumentPhrase phrase;      ///< words; text as in the example; score summed over documents
  std::size_t documents = 0;  ///< in which it is a key phrase
  std::size_t example = 0;    ///< the document where it scored highest, the first of equals
  double example_score = 0;
};

/// Merges the phrases of documents by label and words.
class PatternCounts {
 public:
  explicit PatternCounts(std::size_t labels) : by_label_(labels), documents_(labels, 0) {}

  void add(const DocumentPhrases& document);

  /// Documents predicted as the label.
  std::size_t documents(std::uint32_t label) const { return documents_[label]; }

  /// The label's patterns by summed score, highest first; of equals by words.
  std::vector<Pattern> ranked(std::uint32_t label) const;

 private:
  std::vector<std::unordered_map<std::string, Pattern>> by_label_;
  std::vector<std::size_t> documents_;
};

}  // namespace t2v
