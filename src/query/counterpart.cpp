#include "query/counterpart.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "query/similarity.h"

namespace t2v {
namespace {

/// Below it what is left of a word beside the labels' direction is rounding.
constexpr float kSmallestSquare = 1e-6F;

std::vector<float> sum_of_kind(std::span<const Term> terms, TermKind kind, const ModelView& model) {
  std::vector<Term> chosen;
  std::ranges::copy_if(terms, std::back_inserter(chosen),
                       [&](const Term& term) { return term.kind == kind; });
  return unit_vector(sum_of_terms(chosen, model));
}

std::vector<std::uint32_t> labels_of_sign(std::span<const Term> terms, bool added) {
  std::vector<std::uint32_t> labels;
  for (const Term& term : terms) {
    if (term.kind == TermKind::kLabel && (term.weight > 0) == added) labels.push_back(term.id);
  }
  return labels;
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

CounterpartScore::CounterpartScore(const ModelView& model, std::span<const Term> terms)
    : CounterpartScore(model, terms, sum_of_kind(terms, TermKind::kLabel, model),
                       sum_of_kind(terms, TermKind::kWord, model)) {}

CounterpartScore::CounterpartScore(const ModelView& model, std::span<const Term> terms,
                                   std::vector<float> direction, std::span<const float> query)
    : association_(model.counts, model.labels, labels_of_sign(terms, true),
                   labels_of_sign(terms, false)),
      strength_(association_.known() ? kSideByCounts : kSideByVectors) {
  std::vector<float> rest = beside(direction, query);
  left_sides_ = {std::move(direction), std::move(rest)};
}

float CounterpartScore::joined(float along, float likeness, float side) const {
  const float square = 1 - along * along;  // |P w|^2 / |w|^2
  const float beside = square > kSmallestSquare ? likeness / std::sqrt(square) : 0;
  return (beside + strength_.weight * side) / (1 + strength_.weight);
}

float CounterpartScore::operator()(std::uint32_t word, float along, float likeness) const {
  return joined(along, likeness, side(word, along));
}

float CounterpartScore::most(float along, float likeness) const {
  return joined(along, likeness, 1);
}

float CounterpartScore::side(std::uint32_t word, float along) const {
  const float measure = association_.known() ? static_cast<float>(association_(word)) : along;
  return std::tanh(measure / strength_.saturation);
}

}  // namespace t2v
