#include "embedding/label_terms.h"

#include <algorithm>
#include <cmath>

namespace t2v {
namespace {

/// How often each word is in this corpus; the counts of the vocabulary may stand for other text
/// besides.
std::vector<std::uint64_t> tokens_of_words(const Corpus& corpus) {
  std::vector<std::uint64_t> tokens(corpus.words.size(), 0);
  for_each_document(corpus, 0, corpus.documents(), [&](std::size_t, auto words) {
    for (const std::uint32_t word : words) ++tokens[word];
  });
  return tokens;
}

/// The position of `label` in `labels`, at its end if need be.
std::size_t position_of(std::uint32_t label, std::vector<std::uint32_t>& labels) {
  const auto known = std::find(labels.begin(), labels.end(), label);
  const auto position = static_cast<std::size_t>(known - labels.begin());
  if (known == labels.end()) labels.push_back(label);
  return position;
}

bool contains(std::span<const std::uint32_t> labels, std::uint32_t label) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

}  // namespace

std::vector<std::uint64_t> labelled_tokens(const Corpus& corpus) {
  std::vector<std::uint64_t> tokens(corpus.labels.names.size(), 0);
  for (std::size_t document = 0; document < corpus.labels.of_document.size(); ++document) {
    const std::uint64_t length =
        corpus.document_offsets[document + 1] - corpus.document_offsets[document];
    for (const std::uint32_t label : corpus.labels.of_document[document]) tokens[label] += length;
  }
  if (corpus.labels.of_word.empty()) return tokens;
  const std::vector<std::uint64_t> of_word = tokens_of_words(corpus);
  for (std::uint32_t word = 0; word < corpus.labels.of_word.size(); ++word) {
    for (const std::uint32_t label : corpus.labels.of_word[word]) tokens[label] += of_word[word];
  }
  return tokens;
}

LabelTerms::LabelTerms(const Corpus& corpus, double label_weight, double label_balance)
    : LabelTerms(corpus, label_weight, label_balance, labelled_tokens(corpus)) {}

LabelTerms::LabelTerms(const Corpus& corpus, double label_weight, double label_balance,
                       std::span<const std::uint64_t> labelled_tokens)
    : labels_(corpus.labels), label_weight_(label_weight) {
  if (label_weight <= 0 || labels_.names.empty()) return;
  const auto most =
      static_cast<double>(*std::max_element(labelled_tokens.begin(), labelled_tokens.end()));
  for (const std::uint64_t own : labelled_tokens) {
    const double rarity = most / static_cast<double>(std::max<std::uint64_t>(own, 1));
    const double balance = std::min(kMostBalance, std::pow(std::max(rarity, 1.0), label_balance));
    balances_.push_back(static_cast<float>(balance));
    weights_.push_back(static_cast<float>(label_weight * balance));
  }
}

void LabelTerms::collect(std::uint32_t document, std::span<const std::uint32_t> context_words,
                         std::vector<LabelWeight>& terms) const {
  terms.clear();
  if (weights_.empty()) return;
  const std::span<const std::uint32_t> of_document = document_labels(document);
  if (labels_.of_word.empty()) {
    if (of_document.empty()) return;
    add(of_document,
        static_cast<float>(context_words.size()) / static_cast<float>(of_document.size()), terms);
    return;
  }
  for (const std::uint32_t word : context_words) {
    const auto of_word = labels_.of_word[word];
    const auto both = std::count_if(of_word.begin(), of_word.end(), [&](std::uint32_t label) {
      return contains(of_document, label);
    });
    const std::size_t size = of_document.size() + of_word.size() - static_cast<std::size_t>(both);
    if (size == 0) continue;
    const float share = 1.0F / static_cast<float>(size);
    add(of_document, share, terms);
    for (const std::uint32_t label : of_word) {
      if (!contains(of_document, label)) add({&label, 1}, share, terms);
    }
  }
}

void LabelTerms::collect_shares(std::uint32_t document,
                                std::span<const std::uint32_t> context_words,
                                LabelShares& shares) const {
  shares.labels.clear();
  shares.shares.clear();
  if (weights_.empty()) return;
  const std::span<const std::uint32_t> of_document = document_labels(document);
  shares.labels.assign(of_document.begin(), of_document.end());
  if (!labels_.of_word.empty()) {
    for (const std::uint32_t word : context_words) {
      for (const std::uint32_t label : labels_.of_word[word]) position_of(label, shares.labels);
    }
  }
  const std::size_t columns = shares.labels.size();
  shares.shares.assign(context_words.size() * columns, 0.0F);
  for (std::size_t i = 0; i < context_words.size(); ++i) {
    const std::span<float> row(shares.shares.data() + i * columns, columns);
    std::fill_n(row.begin(), of_document.size(), 1.0F);
    if (!labels_.of_word.empty()) {
      for (const std::uint32_t label : labels_.of_word[context_words[i]]) {
        row[position_of(label, shares.labels)] = 1.0F;
      }
    }
    const auto size = static_cast<double>(std::count(row.begin(), row.end(), 1.0F));
    for (float& share : row) share *= static_cast<float>(label_weight_ / std::max(size, 1.0));
  }
}

std::span<const std::uint32_t> LabelTerms::document_labels(std::uint32_t document) const {
  if (weights_.empty() || document >= labels_.of_document.size()) return {};
  return labels_.of_document[document];
}

void LabelTerms::add(std::span<const std::uint32_t> labels, float share,
                     std::vector<LabelWeight>& terms) const {
  for (const std::uint32_t label : labels) {
    const auto known = std::find_if(terms.begin(), terms.end(),
                                    [&](const LabelWeight& term) { return term.label == label; });
    if (known != terms.end()) {
      known->weight += share * weights_[label];
    } else {
      terms.push_back({label, share * weights_[label]});
    }
  }
}

}  // namespace t2v
