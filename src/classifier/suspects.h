#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "classifier/cnn_corpus.h"
#include "classifier/cnn_training.h"
#include "classifier/cross_validation.h"
#include "classifier/text_cnn.h"
#include "model/embedding_file.h"

namespace t2v {

/// A document whose label is probably wrong.
struct Suspect {
  std::uint32_t document = 0;
  std::uint32_t given = 0;       ///< the label it has; of several the least likely one
  std::uint32_t looks_like = 0;  ///< the likeliest label that it has not
  double margin = 0;             ///< log-odds of `looks_like` against `given`; above 0: suspect
  double probability = 0;        ///< of `looks_like`
};

/// How wrong labels are looked for. The settings are those of benchmarks/README.md.
struct SuspectOptions {
  unsigned folds = 3;        ///< 2 to 100
  unsigned repeats = 2;      ///< cross-validations with folds of their own, averaged; 1 to 100
  std::uint32_t epochs = 0;  ///< of every network; 0: epochs_for()
  std::uint64_t seed = 1;

  /// `epochs`, or, where that is 0, as many as it takes to see kDocumentsSeen, from kFewestEpochs
  /// to kMostEpochs. A network that is trained for long begins to learn wrong labels by heart.
  std::uint32_t epochs_for(std::size_t documents) const;

  static constexpr std::size_t kDocumentsSeen = 200'000;
  static constexpr std::uint32_t kFewestEpochs = 2;
  static constexpr std::uint32_t kMostEpochs = 20;

  /// @throws Error naming the option, its value and its range
  void validate() const;
};

/// Where the search for suspects stands.
struct SuspectProgress {
  unsigned network = 1;   ///< the one that is trained, from 1
  unsigned networks = 0;  ///< folds * repeats
  CnnProgress training = {};
};
using SuspectProgressReport = std::function<void(const SuspectProgress&)>;

struct SuspectSearch {
  std::vector<Suspect> ranking;  ///< all documents with a label, largest margin first
  // Of the last cross-validation, to ask for reasons:
  std::vector<TextCnn> networks;                ///< one a fold
  std::vector<std::uint32_t> fold_of_document;  ///< the network that has not seen it
};

/// Confident learning (Northcutt et al. 2021) by cross-validated networks: each document is judged
/// by networks that were not trained on it and so cannot have learnt its label by heart.
/// @param corpus words in ids of `model` (encode_for_cnn), labels in 0 to `labels` - 1
/// @param model whose word vectors the networks begin with
/// @throws Error for options out of range and for fewer documents than folds
SuspectSearch find_suspects(const CnnCorpus& corpus, const EmbeddingModel& model,
                            std::size_t labels, bool multi_label, const SuspectOptions& options,
                            const SuspectProgressReport& progress = {});

/// Ranks documents by log-odds; those without a label, or with all, are left out.
/// @param scores [documents, labels] log-probabilities, or log-odds where labels do not exclude
///   each other (`multi_label`)
std::vector<Suspect> rank_suspects(std::span<const double> scores, const LabelLists& given,
                                   std::size_t labels, bool multi_label);

}  // namespace t2v
