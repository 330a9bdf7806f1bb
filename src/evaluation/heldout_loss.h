#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "embedding/loss.h"
#include "model/embedding_file.h"
#include "text/corpus.h"
#include "text/label_set.h"

namespace t2v {

/// Negative-sampling loss, in nats a pair, of the words of documents that were not trained on. A
/// pair is a centre word and a word of its context window; its loss is
///
///   -log s(x_c) - sum_k log s(-x_k)
///
/// for the logit x_c of the centre word and x_k of noise words. All sums are over the same pairs,
/// so their means compare.
struct HeldoutLoss {
  LossSum words;  ///< predicted from the context word alone
  // Of documents with labels that the model knows:
  LossSum labelled_words;  ///< as `words`
  LossSum labels;          ///< predicted from the document's labels alone
  LossSum both;            ///< predicted from the context word and the labels
  std::uint64_t documents = 0;
  std::uint64_t labelled_documents = 0;

  void add(const HeldoutLoss& other);
};

/// Which labels of held-out documents a model knows.
struct KnownLabels {
  LabelLists of_document;            ///< ids in the model; empty() without labels
  std::vector<std::string> unknown;  ///< labels that are not in the model, in their order
};

KnownLabels known_labels(const LabelSet& labels, const EmbeddingModel& model);

/// The loss that the model's training went down, on `corpus`, whose words are the model's:
/// subsampling, window sizes and noise words (`negative` for a centre word) are drawn as in
/// training with the model's own options and counts, for every document from a random stream of its
/// own, so that neither threads nor other documents matter. Losses of models that differ in window,
/// negative, subsample or sampling exponent are of different pairs and do not compare.
///
/// With l_e for the vectors of a document's label set E:
/// - independent objective: labels have the mean over e of the loss by logits <l_e, out>. Both
///   together are a product of experts: the logit of a word is log p(word | input) - log k q(word),
///   for k noise words drawn from q, so with p(word) its share of all tokens after subsampling and
///   word and label independent given the centre word, Bayes' rule makes it
///       <w, out> + mean_e <l_e, out> - [log p(word) - log k q(word)];
///   and words alone the logits <w, out>;
/// - joint objective: both together have the logits of the sum that training predicts from,
///   <w + lambda mean_e l_e, out>. There neither a word nor a label ever predicts without the
///   other. Where labels are not known, their mean over the training documents stands in, and where
///   the word is not, the mean of words over the training tokens: training leaves open how much of
///   what is common to both stands in the ones or in the others.
/// @throws Error when the corpus has no pair of neighbouring words that the model knows
HeldoutLoss heldout_loss(const EmbeddingModel& model, const Corpus& corpus,
                         const LabelLists& labels_of_document, std::uint64_t seed);

}  // namespace t2v
