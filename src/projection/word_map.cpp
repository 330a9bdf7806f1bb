#include "projection/word_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "query/label_affinity.h"
#include "query/similarity.h"
#include "text/content_word.h"
#include "text/error.h"

namespace t2v {
namespace {

/// What is known of a word and a label.
struct Speaker {
  double surely = 0;
  std::uint32_t word = 0;
};

/// The words that speak most surely for `place` among the labels of `affinities`, at most `most`.
std::vector<std::vector<Speaker>> speakers(const EmbeddingModel& model,
                                           const LabelAffinities& affinities, std::size_t most) {
  std::vector<std::vector<Speaker>> of_label(affinities.labels().size());
  for (std::uint32_t word = 0; word < model.words.size(); ++word) {
    if (!is_content_word(model.words.key(word))) continue;
    const std::vector<LabelAffinity> found = affinities.of_word(word);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i].surely() > 0) of_label[i].push_back({found[i].surely(), word});
    }
  }
  for (std::vector<Speaker>& list : of_label) {
    std::ranges::stable_sort(list, std::ranges::greater(), &Speaker::surely);
    list.resize(std::min(list.size(), most));
  }
  return of_label;
}

void add_speakers(const EmbeddingModel& model, const std::vector<std::uint32_t>& labels,
                  std::size_t most, std::set<std::uint32_t>& words) {
  if (model.counts.empty()) return;
  const auto with_documents = std::ranges::count_if(
      labels, [&](std::uint32_t label) { return model.labels.count(label) > 0; });
  if (with_documents < 2) return;
  const LabelAffinities affinities(model, labels);
  const std::size_t each = most / affinities.labels().size();
  for (const std::vector<Speaker>& list : speakers(model, affinities, each)) {
    for (const Speaker& speaker : list) words.insert(speaker.word);
  }
}

/// The directions of words and labels, [words + labels, dim].
PointRows directions(const EmbeddingModel& model, const std::vector<MapPoint>& points) {
  const auto dim = static_cast<Eigen::Index>(model.vectors.word_input.dim());
  PointRows rows =  // a plane needs two dimensions
      PointRows::Zero(static_cast<Eigen::Index>(points.size()), std::max<Eigen::Index>(2, dim));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Matrix& vectors =
        points[i].kind == TermKind::kWord ? model.vectors.word_input : model.vectors.label_input;
    const std::vector<float> unit = unit_vector(vectors.vector(points[i].id));
    for (Eigen::Index k = 0; k < dim; ++k)
      rows(static_cast<Eigen::Index>(i), k) = unit[static_cast<std::size_t>(k)];
  }
  return rows;
}

PointRows laid_out(const PointRows& rows, Eigen::Index labels, const WordMapOptions& options,
                   const TsneProgress& progress) {
  if (options.layout == MapLayout::kTsne) return tsne(rows, {.seed = options.seed}, progress);
  const PointRows words = rows.bottomRows(rows.rows() - labels);
  return principal_components(words.rows() > 0 ? words : rows, 2).coordinates(rows);
}

/// Moves all into [-1, 1] by one scale for both axes.
void fit(PointRows& layout) {
  const Eigen::RowVectorXd lowest = layout.colwise().minCoeff();
  const Eigen::RowVectorXd highest = layout.colwise().maxCoeff();
  layout.rowwise() -= (lowest + highest) / 2;
  const double reach = (highest - lowest).maxCoeff() / 2;
  if (reach > 0) layout /= reach;
}

}  // namespace

std::string_view name_of(MapLayout layout) {
  return layout == MapLayout::kPca ? "pca" : "tsne";
}

std::vector<std::uint32_t> words_of_map(const EmbeddingModel& model,
                                        const std::vector<std::uint32_t>& labels,
                                        std::size_t most) {
  std::set<std::uint32_t> words;
  add_speakers(model, labels, most / 2, words);
  for (std::uint32_t word = 0; word < model.words.size() && words.size() < most; ++word) {
    if (is_content_word(model.words.key(word))) words.insert(word);
  }
  return {words.begin(), words.end()};
}

std::vector<MapPoint> word_map(const EmbeddingModel& model,
                               const std::vector<std::uint32_t>& labels,
                               const WordMapOptions& options, const TsneProgress& progress) {
  std::vector<MapPoint> points;
  for (const std::uint32_t label : labels)
    points.push_back({.kind = TermKind::kLabel, .id = label});
  for (const std::uint32_t word : words_of_map(model, labels, options.words))
    points.push_back({.kind = TermKind::kWord, .id = word});
  if (points.empty()) throw Error("no word of the model has letters, expected some for a map");
  PointRows layout = laid_out(directions(model, points), static_cast<Eigen::Index>(labels.size()),
                              options, progress);
  fit(layout);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].x = layout(static_cast<Eigen::Index>(i), 0);
    points[i].y = layout(static_cast<Eigen::Index>(i), 1);
  }
  return points;
}

}  // namespace t2v
