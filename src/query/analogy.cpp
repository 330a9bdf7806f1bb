#include "query/analogy.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "query/counterpart.h"
#include "query/similarity.h"

namespace t2v {
namespace {

constexpr float kMultiplyEpsilon = 0.001F;  ///< keeps 3CosMul's divisor above zero

constexpr float kNoBound = -std::numeric_limits<float>::infinity();

/// A method's score times the reliability of the word.
class AnalogyScore : public WordScore {
 public:
  std::optional<float> score(std::uint32_t word, std::span<const float> similarities,
                             float least) const override {
    // Reliability lies in [0, 1]: what is below zero rises towards it at best.
    if (least > std::max(most(similarities), 0.0F)) return std::nullopt;
    return unweighted(word, similarities) *
           static_cast<float>(reliability(words_.count(word), prior_count_));
  }

 protected:
  AnalogyScore(std::vector<std::vector<float>> left_sides, const ModelView& model,
               double prior_count)
      : WordScore(std::move(left_sides)), words_(model.words), prior_count_(prior_count) {}

  virtual float unweighted(std::uint32_t word, std::span<const float> similarities) const = 0;
  /// What unweighted() cannot exceed; cheap.
  virtual float most(std::span<const float> similarities) const = 0;

 private:
  KeyList words_;
  double prior_count_;
};

class SumScore : public AnalogyScore {
 public:
  SumScore(const ModelView& model, std::span<const Term> terms, double prior_count)
      : AnalogyScore({unit_vector(sum_of_terms(terms, model))}, model, prior_count) {}

  float least_similarity(float least) const override { return least > 0 ? least : kNoBound; }

 protected:
  float unweighted(std::uint32_t, std::span<const float> similarities) const override {
    return similarities[0];
  }
  float most(std::span<const float> similarities) const override { return similarities[0]; }
};

class ProductScore : public AnalogyScore {
 public:
  ProductScore(const ModelView& model, std::span<const Term> terms, double prior_count)
      : AnalogyScore(directions(model, terms), model, prior_count) {
    for (const Term& term : terms) is_factor_.push_back(term.weight > 0);
  }

  float least_similarity(float) const override { return kNoBound; }

 protected:
  float unweighted(std::uint32_t, std::span<const float> similarities) const override {
    return most(similarities);
  }
  float most(std::span<const float> similarities) const override {
    float product = 1;
    for (std::size_t i = 0; i < similarities.size(); ++i) {
      const float closeness = (similarities[i] + 1) / 2;
      product = is_factor_[i] ? product * closeness : product / (closeness + kMultiplyEpsilon);
    }
    return product;
  }

 private:
  static std::vector<std::vector<float>> directions(const ModelView& model,
                                                    std::span<const Term> terms) {
    std::vector<std::vector<float>> directions;
    for (const Term& term : terms) directions.push_back(unit_vector(term_vector(term, model)));
    return directions;
  }

  std::vector<bool> is_factor_;  ///< of each term; else it divides
};

class WeightedCounterpart : public AnalogyScore {
 public:
  WeightedCounterpart(CounterpartScore score, const ModelView& model, double prior_count)
      : AnalogyScore(score.left_sides(), model, prior_count), score_(std::move(score)) {}

  float least_similarity(float) const override { return kNoBound; }

 protected:
  float unweighted(std::uint32_t word, std::span<const float> similarities) const override {
    return score_(word, similarities[0], similarities[1]);
  }
  float most(std::span<const float> similarities) const override {
    return score_.most(similarities[0], similarities[1]);
  }

 private:
  CounterpartScore score_;
};

std::unique_ptr<const WordScore> score_of(const ModelView& model, std::span<const Term> terms,
                                          const AnalogyOptions& options) {
  if (options.method == AnalogyMethod::kMultiply) {
    return std::make_unique<ProductScore>(model, terms, options.prior_count);
  }
  if (options.method == AnalogyMethod::kCounterpart && CounterpartScore::fits(terms)) {
    return std::make_unique<WeightedCounterpart>(CounterpartScore(model, terms), model,
                                                 options.prior_count);
  }
  return std::make_unique<SumScore>(model, terms, options.prior_count);
}

}  // namespace

WordQuestion analogy_question(const ModelView& model, std::span<const Term> terms,
                              const AnalogyOptions& options) {
  WordQuestion question;
  question.score = score_of(model, terms, options);
  question.excluded = ids_of_kind(terms, TermKind::kWord);
  return question;
}

std::vector<Answer> analogy(const ModelView& model, std::span<const Term> terms,
                            const AnswerLimits& limits, const AnalogyOptions& options) {
  const WordQuestion question = analogy_question(model, terms, options);
  return best_words(model.words, model.word_input, {&question, 1}, limits).front();
}

}  // namespace t2v
