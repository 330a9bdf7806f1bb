#include "query/term.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "query/small_model.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::small_model;

/// 감독 is a word and a label; 부정 and 긍정 are labels only.
EmbeddingModel film_model() {
  return small_model({{"최고", 90, {1, 0}},
                      {"최악", 80, {-1, 0}},
                      {"감독", 70, {0, 1}},
                      {"ㅋㅋ", 60, {1, 1}},
                      {"-_-", 50, {0, 2}},
                      {"good", 40, {2, 0}},
                      {"word:x", 30, {3, 0}}},
                     {{"긍정", 20, {4, 0}}, {"부정", 10, {-4, 0}}, {"감독", 5, {0, 4}}});
}

Term only(const std::string& text, const EmbeddingModel& model,
          std::vector<std::string>* remarks = nullptr) {
  const std::vector<std::string> texts{text};
  const ResolvedTerms resolved = resolve_terms(texts, model);
  if (remarks) *remarks = resolved.remarks;
  return resolved.terms.at(0);
}

void expect_term(const Term& term, TermKind kind, std::uint32_t id, float weight) {
  EXPECT_EQ(term.kind, kind);
  EXPECT_EQ(term.id, id);
  EXPECT_EQ(term.weight, weight);
}

std::string unknown(const std::string& text, const EmbeddingModel& model) {
  return error_of([&] { only(text, model); });
}

TEST(Term, BareTermIsTheWordElseTheLabel) {
  const EmbeddingModel model = film_model();
  expect_term(only("최악", model), TermKind::kWord, 1, 1);
  expect_term(only("부정", model), TermKind::kLabel, 1, 1);
}

TEST(Term, BareTermThatIsBothIsTheWordWithARemark) {
  const EmbeddingModel model = film_model();
  std::vector<std::string> remarks;
  expect_term(only("감독", model, &remarks), TermKind::kWord, 2, 1);
  EXPECT_THAT(remarks, ElementsAre(HasSubstr("label:감독")));
}

TEST(Term, SignedTermThatNamesALabelIsTheLabel) {
  const EmbeddingModel model = film_model();
  std::vector<std::string> remarks;
  expect_term(only("-감독", model, &remarks), TermKind::kLabel, 2, -1);
  EXPECT_THAT(remarks, IsEmpty());
  expect_term(only("+감독", model), TermKind::kLabel, 2, 1);
  expect_term(only("-최고", model), TermKind::kWord, 0, -1);
  expect_term(only("-good", model), TermKind::kWord, 5, -1);
}

TEST(Term, PrefixForcesTheKindBehindTheSign) {
  const EmbeddingModel model = film_model();
  std::vector<std::string> remarks;
  expect_term(only("label:감독", model, &remarks), TermKind::kLabel, 2, 1);
  EXPECT_THAT(remarks, IsEmpty());
  expect_term(only("word:감독", model, &remarks), TermKind::kWord, 2, 1);
  EXPECT_THAT(remarks, IsEmpty());
  expect_term(only("-word:감독", model), TermKind::kWord, 2, -1);
  expect_term(only("-label:부정", model), TermKind::kLabel, 1, -1);
}

TEST(Term, WordsThatLookLikeSignsOrPrefixesCanBeNamed) {
  const EmbeddingModel model = film_model();
  expect_term(only("word:-_-", model), TermKind::kWord, 4, 1);
  expect_term(only("--_-", model), TermKind::kWord, 4, -1);
  expect_term(only("word:word:x", model), TermKind::kWord, 6, 1);
  EXPECT_THAT(unknown("-_-", model), HasSubstr("word:-_- is the word -_-"));
}

TEST(Term, SignedTermThatIsAWordWithItsSignIsRemarkedOn) {
  const EmbeddingModel model =
      small_model({{"-_-", 3, {1, 0}}, {"_-", 2, {0, 1}}}, {{"부정", 1, {1, 1}}});
  std::vector<std::string> remarks;
  expect_term(only("-_-", model, &remarks), TermKind::kWord, 1, -1);
  EXPECT_THAT(remarks, ElementsAre(HasSubstr("word:-_-")));
}

TEST(Term, IsNormalisedBeforeItIsLookedUp) {
  const EmbeddingModel model = film_model();
  // 최고 decomposed into jamo; full-width letters; compatibility jamo stay as they are.
  expect_term(only("\u110E\u116C\u1100\u1169", model), TermKind::kWord, 0, 1);
  expect_term(only("ｇｏｏｄ", model), TermKind::kWord, 5, 1);
  expect_term(only("－부정", model), TermKind::kLabel, 1, -1);
  expect_term(only("ㅋㅋ", model), TermKind::kWord, 3, 1);
  expect_term(only(" 최고\t", model), TermKind::kWord, 0, 1);
}

TEST(Term, UnknownTermNamesSimilarSpellings) {
  const std::string message = unknown("최곱", film_model());
  EXPECT_THAT(message, HasSubstr("'최곱' is neither a word nor a label"));
  EXPECT_THAT(message, HasSubstr("similar words: 최고"));
  EXPECT_THAT(message, Not(HasSubstr("\n")));
}

TEST(Term, ForcedKindIsSearchedAlone) {
  const EmbeddingModel model = film_model();
  EXPECT_THAT(unknown("word:부정", model), HasSubstr("'부정' is no word of this model"));
  EXPECT_THAT(unknown("label:최고", model),
              HasSubstr("'최고' is no label of this model; its labels: 긍정, 부정, 감독"));
}

TEST(Term, UnknownTermThatTheTokenizerCutsIntoKnownWordsSaysSo) {
  EmbeddingModel model = small_model({{"최", 3, {1, 0}}, {"고", 2, {0, 1}}, {"다", 1, {1, 1}}}, {});
  TokenizerOptions characters;
  characters.name = "characters";
  model.tokenizer = make_tokenizer(characters, {});
  EXPECT_THAT(unknown("최고다", model), HasSubstr("(characters) cuts it into the words 최 고 다"));
  EXPECT_THAT(unknown("최고임", model), Not(HasSubstr("cuts it")));
}

TEST(Term, EmptyTermsAreErrors) {
  const EmbeddingModel model = film_model();
  for (const char* text : {"", "-", "+", "word:", "-label:", "  "})
    EXPECT_THAT(unknown(text, model), HasSubstr("is no term")) << "'" << text << "'";
}

TEST(Term, LabelsOfAKindNeedNoPrefix) {
  const EmbeddingModel model =
      small_model({{"가", 3, {1, 0}}}, {{"film:122095", 2, {1, 0}}, {"label:x", 1, {0, 1}}});
  expect_term(only("film:122095", model), TermKind::kLabel, 0, 1);
  expect_term(only("label:film:122095", model), TermKind::kLabel, 0, 1);
  expect_term(only("-film:122095", model), TermKind::kLabel, 0, -1);
  expect_term(only("+label:film:122095", model), TermKind::kLabel, 0, 1);
  expect_term(only("label:label:x", model), TermKind::kLabel, 1, 1);
  EXPECT_EQ(resolve_label("film:122095", model), 0U);
  EXPECT_EQ(resolve_label("label:film:122095", model), 0U);
  EXPECT_THAT(unknown("film:122096", model), HasSubstr("similar labels: film:122095"));
}

TEST(Term, LabelOptionTakesLabelsOnly) {
  const EmbeddingModel model = film_model();
  EXPECT_EQ(resolve_label("감독", model), 2U);
  EXPECT_EQ(resolve_label("label:부정", model), 1U);
  EXPECT_THAT(error_of([&] { resolve_label("최고", model); }), HasSubstr("긍정, 부정, 감독"));
  const EmbeddingModel unlabelled = small_model({{"가", 1, {1, 0}}}, {});
  EXPECT_THAT(error_of([&] { resolve_label("부정", unlabelled); }), HasSubstr("has no labels"));
}

TEST(Term, SumUsesVectorsAsTrained) {
  const EmbeddingModel model = film_model();
  const std::vector<std::string> texts{"최악", "-부정", "+긍정", "감독"};
  EXPECT_THAT(sum_of_terms(resolve_terms(texts, model).terms, model), ElementsAre(7, 1));
}

TEST(Term, TermsThatCancelOutAreAnError) {
  const EmbeddingModel model = film_model();
  const std::vector<std::string> texts{"최악", "-최악"};
  const auto terms = resolve_terms(texts, model).terms;
  EXPECT_THAT(error_of([&] { sum_of_terms(terms, model); }), HasSubstr("cancel"));
}

TEST(Term, AnUnknownOneTellsWhatMayHaveBeenMeant) {
  const EmbeddingModel model = film_model();
  try {
    only("-최곱", model);
    FAIL() << "expected an error";
  } catch (const UnknownName& error) {
    EXPECT_EQ(error.name(), "최곱");
    EXPECT_THAT(error.suggestions(), ElementsAre("최고"));
  }
  try {
    resolve_label("label:좋음", model);
    FAIL() << "expected an error";
  } catch (const UnknownName& error) {
    EXPECT_EQ(error.name(), "좋음");
    EXPECT_THAT(error.suggestions(), ElementsAre("긍정", "부정", "감독"));
  }
}

}  // namespace
}  // namespace t2v
