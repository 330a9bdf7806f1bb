#include "query/counterpart.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace t2v {
namespace {

/// Below it what is left of a word beside the labels' direction is rounding.
constexpr float kSmallestSquare = 1e-6F;

std::vector<float> sum_of_kind(std::span<const Term> terms, TermKind kind,
                               const EmbeddingModel& model) {
  std::vector<Term> chosen;
  std::ranges::copy_if(terms, std::back_inserter(chosen),
                       [&](const Term& term) { return term.kind == kind; });
  return unit_vector(sum_of_terms(chosen, model));
}

/// `vector` without its part along `direction`, which has length 1.
std::vector<float> beside(std::span<const float> direction, std::span<const float> vector) {
  const double along = std::inner_product(direction.begin(), direction.end(), vector.begin(), 0.0);
  std::vector<float> rest(vector.begin(), vector.end());
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= static_cast<float>(along * direction[i]);
  return unit_vector(rest);
}

}  // namespace

bool CounterpartScore::fits(std::span<const Term> terms) {
  const auto has = [&](TermKind kind, bool added) {
    return std::ranges::any_of(
        terms, [=](const Term& term) { return term.kind == kind && (term.weight > 0) == added; });
  };
  return (has(TermKind::kWord, true) || has(TermKind::kWord, false)) &&
         has(TermKind::kLabel, true) && has(TermKind::kLabel, false);
}

CounterpartScore::CounterpartScore(const EmbeddingModel& model, std::span<const Term> terms)
    : CounterpartScore(model.vectors.word_input, sum_of_kind(terms, TermKind::kLabel, model),
                       sum_of_kind(terms, TermKind::kWord, model)) {}

CounterpartScore::CounterpartScore(const Matrix& words, std::span<const float> direction,
                                   std::span<const float> query)
    : side_(words, direction), likeness_(words, beside(direction, query)) {}

float CounterpartScore::operator()(std::uint32_t word) const {
  const float side = side_(word);
  const float square = 1 - side * side;  // |P w|^2 / |w|^2
  const float likeness = square > kSmallestSquare ? likeness_(word) / std::sqrt(square) : 0;
  return (likeness + kSideWeight * std::tanh(side / kSideSaturation)) / (1 + kSideWeight);
}

}  // namespace t2v
