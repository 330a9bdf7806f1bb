#include "evaluation/word_polarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "text/corpus.h"
#include "text/error.h"
#include "text/label_set.h"
#include "text/normalize.h"

namespace t2v {
namespace {

struct DocumentFrequency {
  std::vector<std::uint64_t> with_word;  ///< documents that hold the word, one number a word
  std::uint64_t documents = 0;
};

/// Counts the documents of `corpus` that carry the label called `name`.
DocumentFrequency count_documents(const Corpus& corpus, const LabelSet& labels,
                                  const std::string& name, const std::string& file) {
  const auto label = labels.names.id(normalize(name).text);
  if (!label) throw Error(fmt::format("{}: no document carries the label '{}'", file, name));

  DocumentFrequency frequency{std::vector<std::uint64_t>(corpus.words.size(), 0), 0};
  std::vector<std::size_t> last_document(corpus.words.size(), corpus.documents());
  for (std::size_t document = 0; document < corpus.documents(); ++document) {
    const auto carried = labels.of_document[document];
    if (std::find(carried.begin(), carried.end(), *label) == carried.end()) continue;
    ++frequency.documents;
    for (const std::uint32_t word : corpus.document(document)) {
      if (last_document[word] == document) continue;
      last_document[word] = document;
      ++frequency.with_word[word];
    }
  }
  return frequency;
}

double smoothed_log_odds(std::uint64_t with, std::uint64_t documents) {
  return std::log(static_cast<double>(with + 1) / static_cast<double>(documents - with + 1));
}

}  // namespace

WordPolarity measure_polarity(const EmbeddingModel& model, const TextFile& corpus,
                              const TextFile& labels, const std::string& negative,
                              const std::string& positive) {
  require_same_line_count(corpus, labels);
  const LabelSet label_set = read_labels(labels);
  const Corpus encoded = encode_with_vocabulary(corpus, *model.tokenizer, model.words);
  const auto n = count_documents(encoded, label_set, negative, labels.name());
  const auto p = count_documents(encoded, label_set, positive, labels.name());

  WordPolarity polarity{{}, p.documents, n.documents};
  polarity.log_odds.reserve(model.words.size());
  for (std::size_t word = 0; word < model.words.size(); ++word) {
    const bool seen = p.with_word[word] + n.with_word[word] > 0;
    polarity.log_odds.push_back(seen ? smoothed_log_odds(p.with_word[word], p.documents) -
                                           smoothed_log_odds(n.with_word[word], n.documents)
                                     : 0);
  }
  return polarity;
}

}  // namespace t2v
