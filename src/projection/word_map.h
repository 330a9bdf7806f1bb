#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/embedding_file.h"
#include "projection/tsne.h"
#include "query/term.h"

namespace t2v {

/// How the vectors of a map come into the plane.
enum class MapLayout {
  kPca,   ///< principal components: at once, and distances far apart mean something
  kTsne,  ///< t-SNE: neighbours stay together, distances between groups mean little
};

std::string_view name_of(MapLayout layout);

struct WordMapOptions {
  std::size_t words = 300;
  MapLayout layout = MapLayout::kPca;
  std::uint64_t seed = 1;  ///< of t-SNE
};

/// A word or a label and its place.
struct MapPoint {
  TermKind kind = TermKind::kWord;
  std::uint32_t id = 0;  ///< in the model's words or labels
  double x = 0;          ///< rightwards; x and y within [-1, 1], by one scale
  double y = 0;          ///< upwards
};

/// What stands on a map.
struct MapWords {
  std::vector<std::uint32_t> words;  ///< ids, most frequent first
  /// Of each label the words among them that surely speak for it, the surest first.
  std::vector<std::vector<std::uint32_t>> speakers;
};

/// Words worth a place on a map around `labels`, at most `most`: one half the most frequent, the
/// other those that surely speak most for one of the labels (label_affinity.h), of each label
/// alike. Content words only (content_word.h). With fewer than two labels, or labels without
/// documents, all are the most frequent, and nothing is known of who speaks for whom.
MapWords words_of_map(const EmbeddingModel& model, const std::vector<std::uint32_t>& labels,
                      std::size_t most);

/// The labels, then the words of words_of_map(). Words are laid out by the directions of their
/// input vectors. A label stands in the middle of the words that speak for it, or, where none is
/// known to, of the kPredicted whose output vectors are nearest to its vector: labels learn to
/// predict words, and their own vectors are nearer to each other than to any word.
/// @param labels ids @throws Error where there is nothing to show
std::vector<MapPoint> word_map(const EmbeddingModel& model,
                               const std::vector<std::uint32_t>& labels,
                               const WordMapOptions& options, const TsneProgress& progress = {});

inline constexpr std::size_t kPredicted = 10;

/// Words and labels on a map at most.
inline constexpr std::size_t kMostMapWords = 1900;
inline constexpr std::size_t kMostMapLabels = 100;
static_assert(kMostMapWords + kMostMapLabels <= kMostTsnePoints);

}  // namespace t2v
