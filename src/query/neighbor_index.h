#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/vector_table.h"

namespace t2v {

/// How an index is built.
struct NeighborIndexOptions {
  std::size_t links = 16;  ///< of a row to others on each upper layer; twice as many on the lowest
  std::size_t construction_width = 200;  ///< candidates kept while a row looks for its links
  std::uint64_t seed = 1;                ///< of the layers
  double recall = 0.985;                 ///< that searches are to reach on the sample
};

/// An approximate search among the rows of a table by cosine: a hierarchical navigable small world
/// (Malkov & Yashunin 2018, hnswlib). A query looks at some thousand rows instead of all.
///
/// How many candidates a search keeps is set when the index is built: the fewest of some widths
/// with which a sample of queries finds the share of their true ten nearest that was asked for. The
/// share found is recall().
class NeighborIndex {
 public:
  static constexpr std::size_t kSample = 200;     ///< queries that recall is measured with
  static constexpr std::size_t kRecallRows = 10;  ///< nearest rows that are to be found

  /// Called from one thread at a time, with rows done of all; throwing stops the work.
  using Progress = std::function<void(std::size_t done, std::size_t rows)>;

  /// Builds on all threads; links depend a little on their number, and on chance where there are
  /// several.
  /// @param queries [_, dim] vectors such as will be asked; the sample is spread over them
  /// @param vectors_sha256 of the model `rows` belongs to
  static NeighborIndex build(const VectorTable& rows, const VectorTable& queries,
                             std::string vectors_sha256, const NeighborIndexOptions& options = {},
                             const Progress& progress = {});

  /// Reads what save() wrote; the vectors themselves are taken from `rows` again.
  /// @throws Error where the file is missing or damaged, or belongs to other vectors
  static NeighborIndex load(const std::string& path, const VectorTable& rows,
                            const std::string& vectors_sha256);

  /// An HDF5 file of the links alone, with checksums; written beside `path` and renamed.
  /// @throws Error where it cannot be written
  void save(const std::string& path) const;

  NeighborIndex(NeighborIndex&&) noexcept;
  NeighborIndex& operator=(NeighborIndex&&) noexcept;
  ~NeighborIndex();

  double recall() const;

  /// About the `count` rows with the largest cosine to `query`, of length 1, in no particular
  /// order. From many threads at once.
  std::vector<std::uint32_t> nearest(std::span<const float> query, std::size_t count) const;

 private:
  struct Graph;
  explicit NeighborIndex(std::unique_ptr<Graph> graph);

  std::unique_ptr<Graph> graph_;
};

}  // namespace t2v
