#include "query/label_association.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace t2v {

LabelAssociation::LabelAssociation(WordLabelTable counts, const Vocabulary& labels,
                                   std::span<const std::uint32_t> towards,
                                   std::span<const std::uint32_t> away)
    : counts_(std::move(counts)),
      shares_(labels.size()),
      towards_(side(towards, labels, &Share::towards)),
      away_(side(away, labels, &Share::away)) {
  known_ = !counts_.empty() && towards_.documents > 0 && away_.documents > 0;
  if (!known_) return;
  const double documents = towards_.documents + away_.documents;
  const double smaller = std::min(towards_.documents, away_.documents) / documents;
  const double prior = std::max(kWordPrior, 1 / smaller);
  towards_.prior = prior * towards_.documents / documents;
  away_.prior = prior * away_.documents / documents;
}

LabelAssociation::Side LabelAssociation::side(std::span<const std::uint32_t> labels_of_side,
                                              const Vocabulary& labels, double Share::*share) {
  Side result;
  double weights = 0;
  for (const std::uint32_t label : labels_of_side) {
    const auto documents = static_cast<double>(labels.count(label));
    result.documents += documents;
    weights += documents / (documents + kLabelPrior);
  }
  for (const std::uint32_t label : labels_of_side) {
    const double weight = 1 / (static_cast<double>(labels.count(label)) + kLabelPrior);
    if (weights > 0) shares_[label].*share += result.documents * weight / weights;
  }
  return result;
}

double LabelAssociation::operator()(std::uint32_t word) const {
  if (!known_) return 0;
  double towards = towards_.prior;
  double away = away_.prior;
  counts_.for_each_label(word, [&](std::uint32_t label, std::uint32_t documents) {
    towards += documents * shares_[label].towards;
    away += documents * shares_[label].away;
  });
  const double log_odds = std::log(towards / away) - std::log(towards_.prior / away_.prior);
  return log_odds / std::sqrt(1 / towards + 1 / away + kSpread * kSpread);
}

}  // namespace t2v
