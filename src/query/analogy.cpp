#include "query/analogy.h"

#include <cstdint>
#include <functional>
#include <utility>

#include "query/counterpart.h"
#include "query/search.h"
#include "query/similarity.h"

namespace t2v {
namespace {

constexpr float kMultiplyEpsilon = 0.001F;  ///< keeps 3CosMul's divisor above zero

/// A term's similarity to every word, and the side of the fraction it stands on.
struct Factor {
  RowSimilarity cosine;
  bool positive;
};

float product_of_factors(std::span<const Factor> factors, std::uint32_t id) {
  float product = 1;
  for (const Factor& factor : factors) {
    const float closeness = (factor.cosine(id) + 1) / 2;
    product = factor.positive ? product * closeness : product / (closeness + kMultiplyEpsilon);
  }
  return product;
}

/// Scores a word by its id.
using WordScore = std::function<float(std::uint32_t id)>;

WordScore added(const EmbeddingModel& model, std::span<const Term> terms) {
  return RowSimilarity(model.vectors.word_input, unit_vector(sum_of_terms(terms, model)));
}

WordScore multiplied(const EmbeddingModel& model, std::span<const Term> terms) {
  std::vector<Factor> factors;
  factors.reserve(terms.size());
  for (const Term& term : terms) {
    factors.push_back(
        {RowSimilarity(model.vectors.word_input, unit_vector(term_vector(term, model))),
         term.weight > 0});
  }
  return
      [factors = std::move(factors)](std::uint32_t id) { return product_of_factors(factors, id); };
}

WordScore score_of(AnalogyMethod method, const EmbeddingModel& model, std::span<const Term> terms) {
  switch (method) {
    case AnalogyMethod::kMultiply:
      return multiplied(model, terms);
    case AnalogyMethod::kCounterpart:
      if (CounterpartScore::fits(terms)) return CounterpartScore(model, terms);
      break;
    case AnalogyMethod::kAdd:
      break;
  }
  return added(model, terms);
}

}  // namespace

std::vector<Answer> analogy(const EmbeddingModel& model, std::span<const Term> terms,
                            const AnswerLimits& limits, const AnalogyOptions& options) {
  const WordScore score = score_of(options.method, model, terms);
  return best_answers(
      model.words, limits, ids_of_kind(terms, TermKind::kWord), [&](std::uint32_t id) {
        return score(id) *
               static_cast<float>(reliability(model.words.count(id), options.prior_count));
      });
}

}  // namespace t2v
