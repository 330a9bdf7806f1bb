#include "attribution/suspect_reasons.h"

#include <limits>
#include <utility>

#include "attribution/phrases.h"

namespace t2v {

SuspectReasons::SuspectReasons(SuspectSearch search, const EmbeddingModel& model,
                               const Vocabulary& names, bool multi_label)
    : fold_of_document_(std::move(search.fold_of_document)) {
  for (TextCnn& network : search.networks) {
    CnnModel asked;
    asked.network = std::move(network);
    asked.words = model.words;
    asked.labels = names;
    asked.multi_label = multi_label;
    asked.tokenizer = model.tokenizer;
    classifiers_.push_back(std::make_unique<Classifier>(std::move(asked)));
  }
}

std::vector<std::string> SuspectReasons::phrases(const Suspect& suspect, std::string_view text,
                                                 std::size_t most) const {
  const Classifier& classifier = *classifiers_[fold_of_document_[suspect.document]];
  const EncodedText encoded = classifier.encode(text);
  const auto all = strongest_phrases(classifier, classifier.forward(encoded.rows),
                                     {suspect.looks_like, OutputKind::kProbability},
                                     std::numeric_limits<std::size_t>::max());
  std::vector<std::string> result;
  for (const Phrase& phrase : separate_phrases(all, most)) {
    const std::size_t begin = encoded.spans[phrase.begin].begin;
    const std::size_t end = encoded.spans[phrase.end - 1].end;
    result.push_back(encoded.text.substr(begin, end - begin));
  }
  return result;
}

}  // namespace t2v
