#include "query/plain_scores.h"

#include <algorithm>
#include <cmath>

#include "text/label_kind.h"

namespace t2v::testing {
namespace {

using Vector = std::vector<double>;

Vector row_of(const Matrix& matrix, std::uint32_t row) {
  const std::span<const float> values = matrix.vector(row);
  return {values.begin(), values.end()};
}

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double cosine(const Vector& a, const Vector& b) {
  const double lengths = std::sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

/// `a` without its part along `direction`.
Vector beside(const Vector& direction, const Vector& a) {
  Vector rest = a;
  const double along = dot(direction, a) / dot(direction, direction);
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= along * direction[i];
  return rest;
}

std::vector<std::uint32_t> labels_with_sign(std::span<const Term> terms, float sign) {
  std::vector<std::uint32_t> labels;
  for (const Term& term : terms) {
    if (term.kind == TermKind::kLabel && term.weight == sign) labels.push_back(term.id);
  }
  return labels;
}

}  // namespace

PlainScores::Vector PlainScores::sum(std::span<const Term> terms, bool words, bool labels) const {
  Vector total(model_.vectors.word_input.dim(), 0.0);
  for (const Term& term : terms) {
    const bool is_word = term.kind == TermKind::kWord;
    if (!(is_word ? words : labels)) continue;
    const Vector row =
        row_of(is_word ? model_.vectors.word_input : model_.vectors.label_input, term.id);
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += term.weight * row[i];
  }
  return total;
}

double PlainScores::conditioned(std::span<const Term> terms, const LabelCondition& condition,
                                const Matrix& rows, std::uint32_t word) const {
  double leans = 0;
  for (const std::uint32_t label : condition.labels) leans += lean(label, rows, word);
  const double mean =
      condition.labels.empty() ? 0 : leans / static_cast<double>(condition.labels.size());
  return cosine(sum(terms, true, true), row_of(rows, word)) + condition.weight * mean;
}

double PlainScores::lean(std::uint32_t label, const Matrix& rows, std::uint32_t word) const {
  std::vector<std::uint32_t> others;
  for (std::uint32_t other = 0; other < model_.labels.size(); ++other) {
    const bool same_kind =
        label_kind(model_.labels.key(other)) == label_kind(model_.labels.key(label));
    if (other != label && same_kind) others.push_back(other);
  }
  if (has_counts({label}, others)) return std::tanh(association({label}, others, word) / 2.5);
  double contrast = cosine(row_of(model_.vectors.label_input, label), row_of(rows, word));
  for (const std::uint32_t other : others) {
    contrast -= cosine(row_of(model_.vectors.label_input, other), row_of(rows, word)) /
                static_cast<double>(others.size());
  }
  return 0.3 * std::tanh(contrast / 0.2);
}

bool PlainScores::has_counts(const std::vector<std::uint32_t>& towards,
                             const std::vector<std::uint32_t>& away) const {
  const auto has_documents = [&](std::uint32_t label) { return model_.labels.count(label) > 0; };
  return !model_.counts.empty() && std::ranges::any_of(towards, has_documents) &&
         std::ranges::any_of(away, has_documents);
}

double PlainScores::association(const std::vector<std::uint32_t>& towards,
                                const std::vector<std::uint32_t>& away, std::uint32_t word) const {
  const auto documents_with = [&](std::uint32_t label) {
    for (const LabelDocuments& pair : model_.counts.of_word(word)) {
      if (pair.label == label) return static_cast<double>(pair.documents);
    }
    return 0.0;
  };
  const auto documents_of = [&](const std::vector<std::uint32_t>& side) {
    double sum = 0;
    for (const std::uint32_t label : side) sum += static_cast<double>(model_.labels.count(label));
    return sum;
  };
  const auto holding = [&](const std::vector<std::uint32_t>& side) {
    double with_word = 0;
    double all = 0;
    for (const std::uint32_t label : side) {
      const auto documents = static_cast<double>(model_.labels.count(label));
      with_word += documents_with(label) / (documents + 1000);
      all += documents / (documents + 1000);
    }
    return documents_of(side) * with_word / all;
  };
  const double p = documents_of(towards) / (documents_of(towards) + documents_of(away));
  const double s = std::max(10.0, 1 / std::min(p, 1 - p));
  const double n_towards = holding(towards) + s * p;
  const double n_away = holding(away) + s * (1 - p);
  const double log_odds = std::log(n_towards / n_away) - std::log(p / (1 - p));
  return log_odds / std::sqrt(1 / n_towards + 1 / n_away + 0.05 * 0.05);
}

double PlainScores::added(std::span<const Term> terms, std::uint32_t word) const {
  return cosine(sum(terms, true, true), row_of(model_.vectors.word_input, word));
}

double PlainScores::multiplied(std::span<const Term> terms, std::uint32_t word) const {
  double product = 1;
  for (const Term& term : terms) {
    Term positive = term;
    positive.weight = 1;
    const double closeness = (added(std::span(&positive, 1), word) + 1) / 2;
    product = term.weight > 0 ? product * closeness : product / (closeness + 0.001);
  }
  return product;
}

double PlainScores::counterpart(std::span<const Term> terms, std::uint32_t word) const {
  const Vector direction = sum(terms, false, true);
  const Vector row = row_of(model_.vectors.word_input, word);
  const double likeness =
      cosine(beside(direction, sum(terms, true, false)), beside(direction, row));
  const auto towards = labels_with_sign(terms, 1);
  const auto away = labels_with_sign(terms, -1);
  const bool by_counts = has_counts(towards, away);
  const double b = by_counts ? 0.5 : 2.0;
  const double side = by_counts ? std::tanh(association(towards, away, word) / 8)
                                : std::tanh(cosine(direction, row) / 0.02);
  return (likeness + b * side) / (1 + b);
}

}  // namespace t2v::testing
