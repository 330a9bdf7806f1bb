#include "query/neighbor_index.h"

#include <fmt/format.h>
#include <hnswlib/hnswlib.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/model_header.h"
#include "model/replacement_file.h"
#include "query/row_similarities.h"
#include "query/search.h"
#include "query/similarity.h"
#include "text/error.h"

namespace t2v {
namespace {

/// hnswlib looks for small distances: 1 - a.b of vectors of length 1.
class UnitSpace : public hnswlib::SpaceInterface<float> {
 public:
  explicit UnitSpace(std::size_t dim) : parameters_{dim, inner_product_function()} {}

  std::size_t get_data_size() override { return parameters_.dim * sizeof(float); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
  void* get_dist_func_param() override { return &parameters_; }

 private:
  struct Parameters {
    std::size_t dim;
    InnerProduct product;
  };

  static float distance(const void* a, const void* b, const void* parameters) {
    const auto& [dim, product] = *static_cast<const Parameters*>(parameters);
    return 1 - product(static_cast<const float*>(a), static_cast<const float*>(b), dim);
  }

  Parameters parameters_;
};

constexpr std::array<std::size_t, 7> kWidths{32, 64, 128, 256, 512, 1024, 2048};

/// Beyond it the layers of a file are no real ones: each holds a sixteenth of the one below.
constexpr std::uint32_t kMostLayers = 64;

std::vector<std::uint32_t> sample_of(std::size_t rows) {
  std::vector<std::uint32_t> sample;
  const std::size_t count = std::min(rows, NeighborIndex::kSample);
  for (std::size_t i = 0; i < count; ++i) {
    sample.push_back(static_cast<std::uint32_t>(i * rows / count));
  }
  return sample;
}

}  // namespace

struct NeighborIndex::Graph {
  Graph(std::size_t rows, std::size_t dim, std::size_t links, std::size_t width, std::uint64_t seed)
      : space(dim), hnsw(&space, rows, links, width, seed) {}

  UnitSpace space;
  hnswlib::HierarchicalNSW<float> hnsw;
  std::size_t dim() { return space.get_data_size() / sizeof(float); }
  std::size_t search_width = 0;
  double recall = 0;
  std::string vectors_sha256;
};

NeighborIndex::NeighborIndex(std::unique_ptr<Graph> graph) : graph_(std::move(graph)) {}
NeighborIndex::NeighborIndex(NeighborIndex&&) noexcept = default;
NeighborIndex& NeighborIndex::operator=(NeighborIndex&&) noexcept = default;
NeighborIndex::~NeighborIndex() = default;

double NeighborIndex::recall() const {
  return graph_->recall;
}

std::vector<std::uint32_t> NeighborIndex::nearest(std::span<const float> query,
                                                  std::size_t count) const {
  auto found = graph_->hnsw.searchKnn(query.data(), count);
  std::vector<std::uint32_t> rows;
  rows.reserve(found.size());
  for (; !found.empty(); found.pop())
    rows.push_back(static_cast<std::uint32_t>(found.top().second));
  return rows;
}

namespace {

/// The true nearest rows of some queries.
std::vector<std::vector<std::uint32_t>> exact_nearest(
    const VectorTable& rows, const std::vector<std::vector<float>>& queries) {
  std::vector<std::vector<std::uint32_t>> nearest;
  for (const std::vector<float>& query : queries) {
    auto& of_query = nearest.emplace_back();
    for (const ScoredRow& row : best_rows(static_cast<std::uint32_t>(rows.rows()),
                                          NeighborIndex::kRecallRows, RowSimilarity(rows, query))) {
      of_query.push_back(row.row);
    }
  }
  return nearest;
}

}  // namespace

NeighborIndex NeighborIndex::build(const VectorTable& rows, const VectorTable& queries,
                                   std::string vectors_sha256, const NeighborIndexOptions& options,
                                   const Progress& progress) {
  auto graph = std::make_unique<Graph>(rows.rows(), rows.dim(), options.links,
                                       options.construction_width, options.seed);
  graph->vectors_sha256 = std::move(vectors_sha256);
  std::mutex telling;
  std::size_t done = 0;
  const auto add = [&](std::size_t row) {
    graph->hnsw.addPoint(unit_vector(rows.vector(row)).data(), row);
    const std::lock_guard lock(telling);
    if (++done % 256 == 0 && progress) progress(done, rows.rows());
  };
  if (rows.rows() > 0) add(0);  // the others need an entrance
  tbb::parallel_for(std::size_t{1}, std::max<std::size_t>(rows.rows(), 1), add);

  std::vector<std::vector<float>> sample;
  for (const std::uint32_t row : sample_of(queries.rows())) {
    sample.push_back(unit_vector(queries.vector(row)));
  }
  const auto truth = exact_nearest(rows, sample);
  NeighborIndex index(std::move(graph));
  for (const std::size_t width : kWidths) {
    index.graph_->search_width = width;
    index.graph_->hnsw.setEf(width);
    std::atomic<std::size_t> found = 0;
    std::size_t wanted = 0;
    for (const auto& nearest : truth) wanted += nearest.size();
    tbb::parallel_for(std::size_t{0}, sample.size(), [&](std::size_t i) {
      const auto nearest = index.nearest(sample[i], kRecallRows);
      found += static_cast<std::size_t>(std::ranges::count_if(truth[i], [&](std::uint32_t row) {
        return std::ranges::find(nearest, row) != nearest.end();
      }));
    });
    index.graph_->recall = static_cast<double>(found) / static_cast<double>(wanted);
    if (index.graph_->recall >= options.recall) break;
  }
  return index;
}

void NeighborIndex::save(const std::string& path) const {
  auto& hnsw = graph_->hnsw;
  std::vector<std::uint32_t> row;
  std::vector<std::uint32_t> layers;
  std::vector<std::uint32_t> links;  // of a row: for each layer their number, and they
  for (std::uint32_t node = 0; node < hnsw.cur_element_count; ++node) {
    row.push_back(static_cast<std::uint32_t>(hnsw.getExternalLabel(node)));
    layers.push_back(static_cast<std::uint32_t>(hnsw.element_levels_[node]));
    for (int layer = 0; layer <= hnsw.element_levels_[node]; ++layer) {
      const unsigned* const list = hnsw.get_linklist_at_level(node, layer);
      const std::uint32_t count = hnsw.getListCount(const_cast<unsigned*>(list));
      links.push_back(count);
      links.insert(links.end(), list + 1, list + 1 + count);
    }
  }
  ReplacementFile replacement(path);
  Hdf5Writer file(replacement);
  write_header(file, kNeighborIndexFormat, "t2v " T2V_VERSION, graph_->dim());
  file.write_attribute("vectors_sha256", graph_->vectors_sha256);
  file.write_attribute("links", std::uint64_t{hnsw.M_});
  file.write_attribute("search_width", std::uint64_t{graph_->search_width});
  file.write_attribute("recall", fmt::format("{:.4f}", graph_->recall));
  file.write_attribute("entrance", std::uint64_t{hnsw.enterpoint_node_});
  file.write_counts32("/row", row);
  file.write_counts32("/layers", layers);
  file.write_counts32("/links", links);
  file.flush();
  file.write_attribute("complete", std::uint32_t{1});
  file.close();
  replacement.commit();
}

namespace {

/// Reads the lists of links of a file one after the other, each checked.
class LinkReader {
 public:
  LinkReader(const Hdf5Reader& file, std::vector<std::uint32_t> links,
             std::span<const std::uint32_t> layers)
      : file_(file), links_(std::move(links)), layers_(layers) {}

  /// The links of a node on a layer, of which there are `most` at most.
  std::span<const std::uint32_t> next(std::uint32_t layer, std::size_t most) {
    const std::size_t count = at_ < links_.size() ? links_[at_] : most + 1;
    if (count > most || links_.size() - at_ - 1 < count) fail();
    const std::span<const std::uint32_t> list(links_.data() + at_ + 1, count);
    for (const std::uint32_t node : list) {
      if (node >= layers_.size() || layers_[node] < layer) fail();
    }
    at_ += 1 + count;
    return list;
  }
  void require_end() const {
    if (at_ != links_.size()) fail();
  }

 private:
  [[noreturn]] void fail() const { file_.fail("/links", "are no links between the rows"); }

  const Hdf5Reader& file_;
  std::vector<std::uint32_t> links_;
  std::span<const std::uint32_t> layers_;
  std::size_t at_ = 0;
};

/// Every row once, and layers that there can be.
void require_rows_and_layers(const Hdf5Reader& file, std::span<const std::uint32_t> row,
                             std::span<const std::uint32_t> layers, std::size_t rows) {
  std::vector<bool> there(rows, false);
  for (const std::uint32_t number : row) {
    if (number >= rows || there[number]) file.fail("/row", "does not name every row once");
    there[number] = true;
  }
  if (row.size() != rows) file.fail("/row", "does not name every row once");
  if (layers.size() != rows ||
      std::ranges::any_of(layers, [](std::uint32_t layer) { return layer >= kMostLayers; })) {
    file.fail("/layers", "does not fit the rows");
  }
}

std::uint64_t read_within(const Hdf5Reader& file, const std::string& attribute,
                          std::uint64_t lowest, std::uint64_t highest) {
  const std::uint64_t number = file.read_number_attribute(attribute);
  if (number < lowest || number > highest) file.fail(attribute, "is out of range");
  return number;
}

double read_recall(const Hdf5Reader& file) {
  const std::string text = file.read_text_attribute("recall");
  double recall = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), recall);
  if (problem != std::errc{} || !(recall >= 0 && recall <= 1)) file.fail("recall", "is no share");
  return recall;
}

}  // namespace

NeighborIndex NeighborIndex::load(const std::string& path, const VectorTable& rows,
                                  const std::string& vectors_sha256) {
  const Hdf5Reader file(path);
  const ModelHeader header = read_header(file, kNeighborIndexFormat);
  if (header.dim != rows.dim() || file.read_text_attribute("vectors_sha256") != vectors_sha256) {
    file.fail("vectors_sha256", "it belongs to other vectors");
  }
  constexpr std::uint64_t kMostLinks = 1024;
  const std::uint64_t most_links = read_within(file, "links", 2, kMostLinks);
  const std::vector<std::uint32_t> row = file.read_counts32("/row");
  const std::vector<std::uint32_t> layers = file.read_counts32("/layers");
  require_rows_and_layers(file, row, layers, rows.rows());
  LinkReader links(file, file.read_counts32("/links"), layers);

  auto graph = std::make_unique<Graph>(rows.rows(), rows.dim(), most_links, most_links, 0);
  graph->vectors_sha256 = vectors_sha256;
  graph->recall = read_recall(file);
  graph->search_width = read_within(file, "search_width", 1, kWidths.back());
  auto& hnsw = graph->hnsw;
  hnsw.setEf(graph->search_width);
  hnsw.enterpoint_node_ = static_cast<unsigned>(read_within(file, "entrance", 0, rows.rows() - 1));
  hnsw.maxlevel_ = static_cast<int>(layers[hnsw.enterpoint_node_]);
  for (std::uint32_t node = 0; node < layers.size(); ++node) {
    const auto put = [&](unsigned* list, std::uint32_t layer, std::size_t most) {
      const std::span<const std::uint32_t> of_layer = links.next(layer, most);
      hnsw.setListCount(list, static_cast<unsigned short>(of_layer.size()));
      std::ranges::copy(of_layer, list + 1);
    };
    put(hnsw.get_linklist0(node), 0, hnsw.maxM0_);
    hnsw.setExternalLabel(node, row[node]);
    if (layers[node] > 0) {
      // hnswlib frees it.
      auto* const upper =
          static_cast<char*>(std::calloc(layers[node], hnsw.size_links_per_element_));
      if (upper == nullptr) throw std::bad_alloc();
      hnsw.linkLists_[node] = upper;
    }
    hnsw.element_levels_[node] = static_cast<int>(layers[node]);
    hnsw.cur_element_count = node + 1;
    for (std::uint32_t layer = 1; layer <= layers[node]; ++layer) {
      put(hnsw.get_linklist(node, static_cast<int>(layer)), layer, hnsw.maxM_);
    }
  }
  links.require_end();
  tbb::parallel_for(std::size_t{0}, layers.size(), [&](std::size_t node) {
    const std::vector<float> unit = unit_vector(rows.vector(row[node]));
    std::ranges::copy(
        std::as_bytes(std::span(unit)),
        reinterpret_cast<std::byte*>(hnsw.getDataByInternalId(static_cast<unsigned>(node))));
  });
  return NeighborIndex(std::move(graph));
}

}  // namespace t2v
