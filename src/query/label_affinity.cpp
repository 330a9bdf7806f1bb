#include "query/label_affinity.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "query/similarity.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

double dot(std::span<const float> a, std::span<const float> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// A line through points (x, y) by least squares, point by point.
class LineFit {
 public:
  void add(double x, double y, double variance) {
    ++points_;
    sum_x_ += x;
    sum_y_ += y;
    sum_xx_ += x * x;
    sum_xy_ += x * y;
    sum_yy_ += y * y;
    sum_variance_ += variance;
  }
  std::size_t points() const { return points_; }
  double slope() const { return spread_x() > 0 ? joint_spread() / spread_x() : 0; }
  double intercept() const { return (sum_y_ - slope() * sum_x_) / n(); }
  /// What of y the line leaves, less the mean variance of the points.
  double variance_left() const {
    const double spread_y = sum_yy_ / n() - (sum_y_ / n()) * (sum_y_ / n());
    return spread_y - slope() * joint_spread() - sum_variance_ / n();
  }

 private:
  double n() const { return static_cast<double>(points_); }
  double spread_x() const { return sum_xx_ / n() - (sum_x_ / n()) * (sum_x_ / n()); }
  double joint_spread() const { return sum_xy_ / n() - (sum_x_ / n()) * (sum_y_ / n()); }

  std::size_t points_ = 0;
  double sum_x_ = 0;
  double sum_y_ = 0;
  double sum_xx_ = 0;
  double sum_xy_ = 0;
  double sum_yy_ = 0;
  double sum_variance_ = 0;
};

}  // namespace

/// The evidence on one word.
class LabelAffinities::Word {
 public:
  Word(const LabelAffinities& all, std::uint32_t word)
      : all_(all), output_(unit_vector(all.model_.vectors.word_output.vector(word))) {
    for (const auto& [label, documents] : all.model_.counts.of_word(word)) {
      const std::uint32_t place = all.place_of_[label];
      if (place == kNone) continue;
      met_.push_back({place, documents});
      documents_ += documents;
      rates_ += documents / all.documents_[place];
    }
    // The one more document adds q_l / N_l, the same to each label.
    rates_ += static_cast<double>(all.labels_.size()) / all.all_documents_;
    near_all_ = dot(output_, all.sum_of_directions_);
  }

  /// Labels (by their place) with documents that hold the word, and how many.
  std::span<const LabelDocuments> met() const { return met_; }

  double variance(std::size_t place, double documents) const {
    const double share = all_.documents_[place] / all_.all_documents_;
    return 1 / (documents + share) + 1 / (documents_ - documents + 1 - share);
  }

  Evidence evidence(std::size_t place, double documents) const {
    const double others = static_cast<double>(all_.labels_.size() - 1);
    const double rate = documents / all_.documents_[place] + 1 / all_.all_documents_;
    const double near = dot(output_, all_.directions_[place]);
    return {std::log(rate * others / (rates_ - rate)), variance(place, documents),
            near - (near_all_ - near) / others};
  }

 private:
  const LabelAffinities& all_;
  std::vector<float> output_;  ///< of length 1
  std::vector<LabelDocuments> met_;
  double documents_ = 0;  ///< n
  double rates_ = 0;      ///< sum of rate_l
  double near_all_ = 0;   ///< sum of cos(l, o_w)
};

LabelAffinities::LabelAffinities(const EmbeddingModel& model, std::span<const std::uint32_t> labels)
    : model_(model),
      place_of_(model.labels.size(), kNone),
      sum_of_directions_(model.vectors.word_output.dim(), 0.0F) {
  if (model.counts.empty()) {
    throw Error(
        "the model holds no counts of words and labels (it was imported, or written by an older "
        "version): train it anew");
  }
  for (const std::uint32_t label : labels) {
    if (model.labels.count(label) == 0) continue;
    place_of_[label] = static_cast<std::uint32_t>(labels_.size());
    labels_.push_back(label);
    documents_.push_back(static_cast<double>(model.labels.count(label)));
    directions_.push_back(unit_vector(model.vectors.label_input.vector(label)));
    for (std::size_t i = 0; i < sum_of_directions_.size(); ++i)
      sum_of_directions_[i] += directions_.back()[i];
  }
  if (labels_.size() < 2) {
    throw Error(
        "documents carry fewer than two labels of that kind, expected two or more to set "
        "against each other");
  }
  all_documents_ = std::accumulate(documents_.begin(), documents_.end(), 0.0);
  prior_ = fit();
}

std::optional<LabelAffinities::VectorPrior> LabelAffinities::fit() const {
  // However well the line fits, vectors do not know counts to the last digit.
  constexpr double kLeastVariance = 1e-3;
  LineFit line;
  for (std::uint32_t id = 0; id < model_.words.size(); ++id) {
    const Word word(*this, id);
    for (const auto& [place, documents] : word.met()) {
      if (word.variance(place, documents) >= kSureVariance) continue;
      const Evidence evidence = word.evidence(place, documents);
      line.add(evidence.contrast, evidence.log_ratio, evidence.variance);
    }
  }
  if (line.points() < kFewestPairs) return std::nullopt;
  return VectorPrior{line.intercept(), line.slope(),
                     std::max(line.variance_left(), kLeastVariance)};
}

LabelAffinity LabelAffinities::affinity(std::size_t place, const Evidence& evidence) const {
  if (!prior_) return {labels_[place], evidence.log_ratio, std::sqrt(evidence.variance)};
  const double expected = prior_->intercept + prior_->slope * evidence.contrast;
  const double precision = 1 / evidence.variance + 1 / prior_->variance;
  return {labels_[place],
          (evidence.log_ratio / evidence.variance + expected / prior_->variance) / precision,
          std::sqrt(1 / precision)};
}

std::vector<LabelAffinity> LabelAffinities::of_word(std::uint32_t id) const {
  const Word word(*this, id);
  std::vector<double> documents(labels_.size(), 0.0);
  for (const auto& [place, count] : word.met()) documents[place] = count;
  std::vector<LabelAffinity> affinities;
  affinities.reserve(labels_.size());
  for (std::size_t place = 0; place < labels_.size(); ++place)
    affinities.push_back(affinity(place, word.evidence(place, documents[place])));
  return affinities;
}

WordVerdict LabelAffinities::verdict(std::uint32_t id, double ratio) const {
  std::vector<LabelAffinity> affinities;
  const Word word(*this, id);
  if (labels_.size() <= kFewLabels || word.met().empty()) {
    affinities = of_word(id);
  } else {
    for (const auto& [place, documents] : word.met())
      affinities.push_back(affinity(place, word.evidence(place, documents)));
  }
  WordVerdict verdict;
  verdict.word = id;
  verdict.strongest = *std::ranges::max_element(affinities, {}, &LabelAffinity::surely);
  verdict.decided = verdict.strongest.surely() >= std::log(ratio);
  return verdict;
}

std::vector<WordVerdict> judge_words(const EmbeddingModel& model, const LabelAffinities& affinities,
                                     const VerdictOptions& options) {
  std::vector<WordVerdict> verdicts;
  for (std::uint32_t word = 0; word < model.words.size(); ++word) {
    if (model.counts.documents(word) < options.min_documents) continue;
    verdicts.emplace_back().word = word;
  }
  tbb::parallel_for(std::size_t{0}, verdicts.size(), [&](std::size_t i) {
    verdicts[i] = affinities.verdict(verdicts[i].word, options.ratio);
  });
  return verdicts;
}

}  // namespace t2v
