#include "query/neighbor_index.h"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "fuzz/hdf5_edits.h"
#include "fuzz/property.h"
#include "fuzz/small_models.h"
#include "query/similarity.h"

namespace t2v::fuzzing {
namespace {

constexpr std::array kAttributes{"format", "format_version", "writer", "dim",      "vectors_sha256",
                                 "links",  "search_width",   "recall", "entrance", "complete"};
constexpr std::array kDatasets{"/row", "/layers", "/links"};

const Matrix& vectors() {
  static const Matrix vectors = small_embedding().vectors.word_input;
  return vectors;
}

/// Without its seal.
const std::string& whole_file() {
  static const std::string bytes = without_seal(bytes_written_by([](const std::string& path) {
    NeighborIndex::build(vectors(), vectors(), "vectors", {.links = 2, .construction_width = 4})
        .save(path);
  }));
  return bytes;
}

}  // namespace

/// Changes of what the file of an index says, in a file that is sound.
void fuzz_neighbor_index(Bytes input) {
  Choices choices(input);
  const ScratchFile file(whole_file());
  edit_hdf5(file, {kAttributes, kDatasets}, choices);
  seal(file);
  std::optional<NeighborIndex> index;
  if (!accepts([&] { index = NeighborIndex::load(file.path(), vectors(), "vectors"); })) return;
  require(index->recall() >= 0 && index->recall() <= 1, "recall is a share");
  for (std::size_t row = 0; row < vectors().rows(); ++row) {
    const auto found = index->nearest(unit_vector(vectors().vector(row)), 5);
    require(found.size() <= 5, "no more rows than were asked for");
    require(std::set(found.begin(), found.end()).size() == found.size(), "every row once");
    for (const std::uint32_t near : found) {
      require(near < vectors().rows(), "rows are rows of the table");
    }
  }
}

}  // namespace t2v::fuzzing
