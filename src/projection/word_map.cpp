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

/// The words that speak most surely for each label of `affinities`, at most `most`.
std::vector<std::vector<std::uint32_t>> speakers(const EmbeddingModel& model,
                                                 const LabelAffinities& affinities,
                                                 std::size_t most) {
  std::vector<std::vector<Speaker>> of_label(affinities.labels().size());
  for (std::uint32_t word = 0; word < model.words.size(); ++word) {
    if (!is_content_word(model.words.key(word))) continue;
    const std::vector<LabelAffinity> found = affinities.of_word(word);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i].surely() > 0) of_label[i].push_back({found[i].surely(), word});
    }
  }
  std::vector<std::vector<std::uint32_t>> words;
  for (std::vector<Speaker>& list : of_label) {
    std::ranges::stable_sort(list, std::ranges::greater(), &Speaker::surely);
    list.resize(std::min(list.size(), most));
    words.emplace_back();
    for (const Speaker& speaker : list) words.back().push_back(speaker.word);
  }
  return words;
}

/// Whether labels can be set against each other by counts.
bool are_counted(const EmbeddingModel& model, const std::vector<std::uint32_t>& labels) {
  const auto has_documents = [&](std::uint32_t label) { return model.labels.count(label) > 0; };
  return !model.counts.empty() && labels.size() > 1 && std::ranges::all_of(labels, has_documents);
}

/// The directions of words, [words, dim].
PointRows directions(const EmbeddingModel& model, const std::vector<std::uint32_t>& words) {
  const Matrix& vectors = model.vectors.word_input;
  PointRows rows = PointRows::Zero(  // a plane needs two dimensions
      static_cast<Eigen::Index>(words.size()),
      std::max<Eigen::Index>(2, static_cast<Eigen::Index>(vectors.dim())));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::vector<float> unit = unit_vector(vectors.vector(words[i]));
    for (std::size_t k = 0; k < unit.size(); ++k)
      rows(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = unit[k];
  }
  return rows;
}

PointRows laid_out(const PointRows& rows, const WordMapOptions& options,
                   const TsneProgress& progress) {
  if (options.layout == MapLayout::kTsne) return tsne(rows, {.seed = options.seed}, progress);
  return principal_components(rows, 2).coordinates(rows);
}

/// Those of `words` that a label predicts most.
std::vector<std::uint32_t> predicted_words(const EmbeddingModel& model, std::uint32_t label,
                                           const std::vector<std::uint32_t>& words) {
  const RowSimilarity similarity(model.vectors.word_output,
                                 unit_vector(model.vectors.label_input.vector(label)));
  std::vector<std::uint32_t> best = words;
  std::ranges::stable_sort(best, std::ranges::greater(), similarity);
  best.resize(std::min(best.size(), kPredicted));
  return best;
}

/// The middle of some of the words that are laid out.
Eigen::RowVectorXd middle(const std::vector<std::uint32_t>& some,
                          const std::vector<std::uint32_t>& words, const PointRows& layout) {
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(2);
  for (const std::uint32_t word : some)
    sum += layout.row(std::ranges::lower_bound(words, word) - words.begin());
  return sum / static_cast<double>(some.size());
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

MapWords words_of_map(const EmbeddingModel& model, const std::vector<std::uint32_t>& labels,
                      std::size_t most) {
  MapWords chosen{{}, std::vector<std::vector<std::uint32_t>>(labels.size())};
  if (are_counted(model, labels)) {
    chosen.speakers = speakers(model, LabelAffinities(model, labels), most / 2 / labels.size());
  }
  std::set<std::uint32_t> words;
  for (const std::vector<std::uint32_t>& list : chosen.speakers)
    words.insert(list.begin(), list.end());
  for (std::uint32_t word = 0; word < model.words.size() && words.size() < most; ++word) {
    if (is_content_word(model.words.key(word))) words.insert(word);
  }
  chosen.words.assign(words.begin(), words.end());
  return chosen;
}

std::vector<MapPoint> word_map(const EmbeddingModel& model,
                               const std::vector<std::uint32_t>& labels,
                               const WordMapOptions& options, const TsneProgress& progress) {
  const MapWords chosen = words_of_map(model, labels, options.words);
  if (chosen.words.empty())
    throw Error("no word of the model has letters, expected some for a map");
  PointRows layout = laid_out(directions(model, chosen.words), options, progress);
  fit(layout);
  std::vector<MapPoint> points;
  const auto add = [&](TermKind kind, std::uint32_t id, const Eigen::RowVectorXd& place) {
    points.push_back({.kind = kind, .id = id, .x = place(0), .y = place(1)});
  };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::vector<std::uint32_t> around = chosen.speakers[i].empty()
                                                  ? predicted_words(model, labels[i], chosen.words)
                                                  : chosen.speakers[i];
    add(TermKind::kLabel, labels[i], middle(around, chosen.words, layout));
  }
  for (std::size_t i = 0; i < chosen.words.size(); ++i)
    add(TermKind::kWord, chosen.words[i], layout.row(static_cast<Eigen::Index>(i)));
  return points;
}

}  // namespace t2v
