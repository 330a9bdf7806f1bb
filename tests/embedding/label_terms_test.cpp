#include "embedding/label_terms.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "small_corpus.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

using Weights = std::map<std::string, float>;

Weights collect(const Corpus& corpus, const LabelTerms& terms, std::uint32_t document,
                const std::vector<std::string>& context) {
  std::vector<std::uint32_t> words;
  for (const auto& word : context) words.push_back(corpus.words.id(word).value());
  std::vector<LabelWeight> found;
  terms.collect(document, words, found);
  Weights weights;
  for (const LabelWeight& term : found) {
    EXPECT_TRUE(weights.emplace(corpus.labels.names.key(term.label), term.weight).second);
  }
  return weights;
}

TEST(LabelTerms, EveryContextWordBringsTheMeanOverItsDocumentsLabels) {
  const Corpus corpus = small_corpus({{"a b c d", "good film1"}, {"a b", ""}, {"c d", "good"}});
  const LabelTerms terms(corpus, 0.5, 0.0);
  EXPECT_EQ(collect(corpus, terms, 0, {"a", "b", "c"}),
            (Weights{{"good", 0.75F}, {"film1", 0.75F}}));
  EXPECT_EQ(collect(corpus, terms, 1, {"a", "b"}), Weights{});
  EXPECT_EQ(collect(corpus, terms, 2, {"c", "c"}), (Weights{{"good", 1.0F}}));
}

TEST(LabelTerms, WordLabelsJoinTheDocumentsOwn) {
  const Corpus corpus = small_corpus({{"a b c", "good"}, {"a b c", ""}},
                                     {{"a", "good"}, {"b", "bad"}, {"b", "good"}});
  const LabelTerms terms(corpus, 1.0, 0.0);
  // a: {good}, b: {good, bad}, c: {good}
  EXPECT_EQ(collect(corpus, terms, 0, {"a", "b", "c"}), (Weights{{"good", 2.5F}, {"bad", 0.5F}}));
  // a: {good}, b: {good, bad}, c: {}
  EXPECT_EQ(collect(corpus, terms, 1, {"a", "b", "c"}), (Weights{{"good", 1.5F}, {"bad", 0.5F}}));
}

/// The shares of a context word's labels, by name.
Weights shares_of(const Corpus& corpus, const LabelShares& found, std::size_t context_word) {
  Weights shares;
  const std::size_t labels = found.labels.size();
  for (std::size_t e = 0; e < labels; ++e) {
    EXPECT_TRUE(shares
                    .emplace(corpus.labels.names.key(found.labels[e]),
                             found.shares[context_word * labels + e])
                    .second);
  }
  return shares;
}

TEST(LabelTerms, JointObjectiveAddsTheMeanOfEveryWordsOwnLabels) {
  const Corpus corpus = small_corpus({{"a b c", "good"}, {"a b c", ""}},
                                     {{"a", "good"}, {"b", "bad"}, {"b", "good"}});
  const LabelTerms terms(corpus, 3.0, 1.0);
  const std::vector<std::uint32_t> context{
      corpus.words.id("a").value(), corpus.words.id("b").value(), corpus.words.id("c").value()};
  LabelShares found;
  terms.collect_shares(0, context, found);
  EXPECT_EQ(shares_of(corpus, found, 0), (Weights{{"good", 3.0F}, {"bad", 0.0F}}));
  EXPECT_EQ(shares_of(corpus, found, 1), (Weights{{"good", 1.5F}, {"bad", 1.5F}}));
  EXPECT_EQ(shares_of(corpus, found, 2), (Weights{{"good", 3.0F}, {"bad", 0.0F}}));
  terms.collect_shares(1, context, found);
  EXPECT_EQ(shares_of(corpus, found, 2), (Weights{{"good", 0.0F}, {"bad", 0.0F}}));
  // Tokens: good 3 + 2 + 2 by document and word, bad 2.
  EXPECT_FLOAT_EQ(terms.balance(corpus.labels.names.id("good").value()), 1.0F);
  EXPECT_FLOAT_EQ(terms.balance(corpus.labels.names.id("bad").value()), 3.5F);
}

TEST(LabelTerms, BalanceRaisesRareLabels) {
  // Tokens: common 16, rare 4, single 1.
  const Corpus corpus = small_corpus(
      {{"a a a a a a a a a a a a a a a a", "common"}, {"a a a a", "rare"}, {"a", "single"}});
  const auto common = corpus.labels.names.id("common").value();
  const auto rare = corpus.labels.names.id("rare").value();
  const auto single = corpus.labels.names.id("single").value();
  const LabelTerms half(corpus, 3.0, 0.5);
  EXPECT_FLOAT_EQ(half.weight(common), 3.0F);
  EXPECT_FLOAT_EQ(half.weight(rare), 6.0F);
  EXPECT_FLOAT_EQ(half.weight(single), 12.0F);
  const LabelTerms whole(corpus, 1.0, 1.0);
  EXPECT_FLOAT_EQ(whole.weight(rare), 4.0F);
  EXPECT_FLOAT_EQ(whole.weight(single), 4.0F) << "bounded by kMostBalance";
}

TEST(LabelTerms, WeightZeroSwitchesTheTermOff) {
  const Corpus corpus = small_corpus({{"a b", "good"}}, {{"a", "good"}});
  const LabelTerms off(corpus, 0.0, 0.5);
  EXPECT_EQ(collect(corpus, off, 0, {"a", "b"}), Weights{});
  LabelShares shares{{1}, {1.0F}};
  off.collect_shares(0, std::vector<std::uint32_t>{0, 1}, shares);
  EXPECT_TRUE(shares.labels.empty());
  EXPECT_TRUE(shares.shares.empty());
}

TEST(LabelTerms, BalanceCountsTheTokensOfThisTextAlone) {
  // The vocabulary counts 100 times the word b elsewhere, where nobody knows what carried labels.
  const TextFile text = TextFile::from_string("a a a a\nb", "tokens");
  const auto tokenizer = make_tokenizer({}, {});
  Corpus corpus = encode_corpus(
      text, *tokenizer,
      {.min_count = 1,
       .known = std::make_shared<const Vocabulary>(Vocabulary::from_counts({{"b", 100}}))});
  const std::vector<LexiconEntry> lexicon{{"a", "often"}, {"b", "once"}};
  corpus.labels = read_labels(TextFile::from_string("\n\n", "labels"), lexicon);
  assign_word_labels(corpus.labels, corpus.words, lexicon);
  const LabelTerms terms(corpus, 1.0, 0.5);
  EXPECT_FLOAT_EQ(terms.balance(corpus.labels.names.id("often").value()), 1.0F);
  EXPECT_FLOAT_EQ(terms.balance(corpus.labels.names.id("once").value()), 2.0F);
}

}  // namespace
}  // namespace t2v
