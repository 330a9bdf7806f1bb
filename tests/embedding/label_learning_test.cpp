#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <string>

#include "embedding/trainer.h"
#include "small_corpus.h"

namespace t2v {
namespace {

double cosine(std::span<const float> a, std::span<const float> b) {
  const double ab = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  const double aa = std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
  const double bb = std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
  return ab / std::sqrt(aa * bb);
}

/// Of all (own word, other camp's word) pairs, the share in which the label is nearer to its own.
double camp_accuracy(const Corpus& corpus, const Embedding& embedding) {
  int right = 0;
  int pairs = 0;
  for (const std::string camp : {"good", "bad"}) {
    const auto label = embedding.label_input.vector(corpus.labels.names.id(camp).value());
    const std::string other = camp == "good" ? "bad" : "good";
    for (int i = 0; i < 10; ++i) {
      for (int j = 0; j < 10; ++j) {
        const auto own_word = corpus.words.id(camp + std::to_string(i)).value();
        const auto other_word = corpus.words.id(other + std::to_string(j)).value();
        const double own = cosine(label, embedding.word_input.vector(own_word));
        right += own > cosine(label, embedding.word_input.vector(other_word)) ? 1 : 0;
        ++pairs;
      }
    }
  }
  return static_cast<double>(right) / pairs;
}

/// Whether the difference of the labels raises the prediction of every word of one camp over every
/// word of the other.
bool labels_predict_their_camps(const Corpus& corpus, const Embedding& embedding) {
  const auto good = embedding.label_input.vector(corpus.labels.names.id("good").value());
  const auto bad = embedding.label_input.vector(corpus.labels.names.id("bad").value());
  const auto lean = [&](const std::string& word) {
    const auto output = embedding.word_output.vector(corpus.words.id(word).value());
    return std::inner_product(output.begin(), output.end(), good.begin(), 0.0) -
           std::inner_product(output.begin(), output.end(), bad.begin(), 0.0);
  };
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 10; ++j) {
      if (lean("good" + std::to_string(i)) <= lean("bad" + std::to_string(j))) return false;
    }
  }
  return true;
}

TEST(LabelLearning, LabelsComeToLieByTheirWordsWithAnyNumberOfThreads) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 2U, 7U}) {
    TrainingOptions options;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.objective = Objective::kIndependent;
    options.label_weight = 1;
    options.threads = threads;
    for (const unsigned replicas : {0U, 1U, 7U}) {
      options.replicas = replicas;
      const Embedding embedding = train(corpus, options);
      EXPECT_EQ(camp_accuracy(corpus, embedding), 1.0)
          << threads << " threads, " << replicas << " replicas";
    }
  }
}

TEST(LabelLearning, JointLabelsTellTheCampsOfWordsApart) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 3U}) {
    TrainingOptions options;
    options.objective = Objective::kJoint;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.threads = threads;
    std::optional<double> label_loss;
    double word_loss = 0;
    const Embedding joint = train(corpus, options, [&](const TrainingProgress& progress) {
      word_loss = progress.word_loss;
      label_loss = progress.label_loss;
    });
    EXPECT_FALSE(label_loss.has_value());
    EXPECT_LT(word_loss, 6 * std::log(2.0)) << "what vectors of zeros would lose";
    EXPECT_TRUE(labels_predict_their_camps(corpus, joint)) << threads << " threads";
  }
}

TEST(LabelLearning, DocumentsOfACampLieTogetherWithAnyNumberOfThreads) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 3U}) {
    TrainingOptions options;
    options.documents = true;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.threads = threads;
    std::optional<double> document_loss;
    const Embedding embedding = train(corpus, options, [&](const TrainingProgress& progress) {
      document_loss = progress.document_loss;
    });
    EXPECT_LT(document_loss.value(), 6 * std::log(2.0)) << "what vectors of zeros would lose";
    const auto good = embedding.label_input.vector(corpus.labels.names.id("good").value());
    const auto bad = embedding.label_input.vector(corpus.labels.names.id("bad").value());
    std::size_t right = 0;
    for (std::size_t d = 0; d < corpus.documents(); ++d) {
      const auto vector = embedding.document_input.vector(d);
      right += (cosine(good, vector) > cosine(bad, vector)) == (d % 3 != 0) ? 1 : 0;
    }
    EXPECT_GT(static_cast<double>(right) / static_cast<double>(corpus.documents()), 0.9)
        << threads << " threads";
  }
}

}  // namespace
}  // namespace t2v
