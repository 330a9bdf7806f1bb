#include "classifier/cross_validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "embedding/random.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;

constexpr std::uint32_t kDocuments = 41;

/// The word that document `document` alone holds, as a row of the embedding.
std::uint32_t own_row(std::uint32_t document) {
  return kFirstWordRow + 1 + document;
}

/// Documents of one word that all share and one of their own; labels mean nothing, so that only a
/// network that has seen a document can tell its label.
CnnCorpus corpus_of_own_words() {
  Random random(3);
  CnnCorpus corpus;
  corpus.offsets = {0};
  for (std::uint32_t document = 0; document < kDocuments; ++document) {
    corpus.rows.insert(corpus.rows.end(), {kFirstWordRow, own_row(document)});
    corpus.offsets.push_back(corpus.rows.size());
    corpus.labels.append(std::vector{random.below(2)});
  }
  return corpus;
}

TextCnn initial_network() {
  return initial_text_cnn(
      {.words = kDocuments + 1, .dim = 8, .labels = 2, .filters = 12, .widths = {1, 2}}, 1);
}

CnnTrainingOptions options_with(std::uint64_t seed, std::uint32_t epochs) {
  CnnTrainingOptions options;
  options.dim = 8;
  options.filters = 12;
  options.widths = {1, 2};
  options.dropout = 0;
  options.epochs = epochs;
  options.batch = 8;
  options.learning_rate = 0.02;
  options.held_out = 0;
  options.seed = seed;
  return options;
}

CrossValidation validate(unsigned folds, std::uint64_t seed, const FoldReport& report = {}) {
  return cross_validate(initial_network(), corpus_of_own_words(), false, folds,
                        options_with(seed, 2), {}, report);
}

TEST(CrossValidation, DealsEvenly) {
  for (const unsigned folds : {2U, 3U, 7U, kDocuments}) {
    const CrossValidation result = validate(folds, 1);
    EXPECT_EQ(result.folds, folds);
    ASSERT_EQ(result.fold_of_document.size(), kDocuments);
    std::vector<std::size_t> sizes(folds);
    for (const std::uint32_t fold : result.fold_of_document) {
      ASSERT_LT(fold, folds);
      ++sizes[fold];
    }
    const auto [fewest, most] = std::ranges::minmax(sizes);
    EXPECT_LE(most - fewest, 1U) << folds;
  }
  std::vector<std::uint32_t> in_turn(kDocuments);
  for (std::uint32_t document = 0; document < kDocuments; ++document)
    in_turn[document] = document % 2;
  EXPECT_NE(validate(2, 1).fold_of_document, in_turn) << "at random";
}

TEST(CrossValidation, ReportsEveryDocumentOnceInTheFoldItIsDealtTo) {
  std::vector<unsigned> folds;
  std::vector<std::uint32_t> reported;
  std::vector<std::uint32_t> fold_of_reported;
  const CrossValidation result =
      validate(3, 1, [&](unsigned fold, const TextCnn&, std::span<const std::uint32_t> documents) {
        folds.push_back(fold);
        reported.insert(reported.end(), documents.begin(), documents.end());
        fold_of_reported.resize(reported.size(), fold);
      });
  EXPECT_THAT(folds, ::testing::ElementsAre(0U, 1U, 2U));
  for (std::size_t i = 0; i < reported.size(); ++i)
    EXPECT_EQ(result.fold_of_document[reported[i]], fold_of_reported[i]);
  std::ranges::sort(reported);
  std::vector<std::uint32_t> all(kDocuments);
  std::iota(all.begin(), all.end(), 0U);
  EXPECT_EQ(reported, all);
}

TEST(CrossValidation, ANetworkHasNotSeenTheDocumentsItJudges) {
  const TextCnn initial = initial_network();
  const CnnCorpus corpus = corpus_of_own_words();
  const auto judge = [&](unsigned, const TextCnn& network,
                         std::span<const std::uint32_t> documents) {
    for (std::uint32_t document = 0; document < kDocuments; ++document) {
      const bool inside = std::ranges::find(documents, document) != documents.end();
      const std::uint32_t row = own_row(document);
      EXPECT_EQ(std::ranges::equal(network.embedding.vector(row), initial.embedding.vector(row)),
                inside)
          << "a row changes exactly when its document is trained on";
    }
  };
  cross_validate(initial, corpus, false, 3, options_with(1, 2), {}, judge);
}

TEST(CrossValidation, WhatItJudgesCannotBeLearntByHeart) {
  const CnnCorpus corpus = corpus_of_own_words();
  const auto all_but = [](std::span<const std::uint32_t> documents) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t document = 0; document < kDocuments; ++document)
      if (std::ranges::find(documents, document) == documents.end()) others.push_back(document);
    return others;
  };
  std::vector<double> judged(std::size_t{kDocuments} * 2);
  const CrossValidation result = cross_validate(
      initial_network(), corpus, false, 4, options_with(1, 60), {},
      [&](unsigned, const TextCnn& network, std::span<const std::uint32_t> documents) {
        EXPECT_EQ(measure_cnn(network, corpus, false, all_but(documents)).accuracy(), 1)
            << "what was seen is known by heart";
        const std::vector<double> probabilities = predict_cnn(network, corpus, false, documents);
        for (std::size_t i = 0; i < documents.size(); ++i) {
          for (std::size_t label = 0; label < 2; ++label)
            judged[documents[i] * std::size_t{2} + label] = probabilities[i * 2 + label];
        }
      });
  EXPECT_EQ(result.probabilities, judged);
  std::size_t right = 0;
  for (std::uint32_t document = 0; document < kDocuments; ++document) {
    const double* const of_document = result.probabilities.data() + std::size_t{document} * 2;
    EXPECT_NEAR(of_document[0] + of_document[1], 1, 1e-9);
    right += of_document[corpus.labels[document][0]] > 0.5 ? 1 : 0;
  }
  EXPECT_LT(right, kDocuments * 3 / 4);
}

TEST(CrossValidation, JudgesEachLabelForItselfWithSigmoids) {
  CnnCorpus corpus = corpus_of_own_words();
  corpus.labels = {};
  for (std::uint32_t document = 0; document < kDocuments; ++document)
    corpus.labels.append(std::vector<std::uint32_t>{0, 1});
  const CrossValidation result =
      cross_validate(initial_network(), corpus, true, 2, options_with(1, 20));
  for (const double probability : result.probabilities) EXPECT_GT(probability, 0.9);
}

TEST(CrossValidation, TheSeedDecides) {
  const CrossValidation one = validate(3, 5);
  const CrossValidation again = validate(3, 5);
  EXPECT_EQ(one.fold_of_document, again.fold_of_document);
  EXPECT_EQ(one.probabilities, again.probabilities);
  EXPECT_NE(one.fold_of_document, validate(3, 6).fold_of_document);
}

TEST(CrossValidation, RefusesFoldsOutOfRange) {
  for (const unsigned folds : {0U, 1U, kDocuments + 1}) {
    EXPECT_EQ(error_of([&] { validate(folds, 1); }),
              "folds is " + std::to_string(folds) +
                  ", expected at least 2 and at most the documents, which are 41");
  }
}

}  // namespace
}  // namespace t2v
