#include "model/dataset_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace t2v {
namespace {

/// How many times its size in the file a dataset may take in memory.
std::uint64_t largest_expansion(const H5::DSetCreatPropList& creation) {
  constexpr std::uint64_t kLargestDeflateRatio = 1032;  // https://zlib.net/zlib_tech.html
  for (int filter = 0; filter < creation.getNfilters(); ++filter) {
    unsigned flags = 0;
    unsigned configuration = 0;
    std::size_t values = 0;
    const H5Z_filter_t id =
        creation.getFilter(filter, flags, values, nullptr, 0, nullptr, configuration);
    if (id != H5Z_FILTER_FLETCHER32 && id != H5Z_FILTER_SHUFFLE) return kLargestDeflateRatio;
  }
  return 1;
}

/// The product of the extents. @param overflow set where it has more than 64 bits
std::uint64_t volume(std::span<const hsize_t> extents, bool& overflow) {
  std::uint64_t product = 1;
  for (const hsize_t extent : extents) {
    overflow |= __builtin_mul_overflow(product, extent, &product);
  }
  return product;
}

bool fits_file(const H5::DataSet& dataset, const H5::DSetCreatPropList& creation,
               std::span<const hsize_t> extents, std::uint64_t file_bytes) {
  bool overflow = false;
  std::uint64_t bytes = volume(extents, overflow);
  overflow |= __builtin_mul_overflow(bytes, dataset.getDataType().getSize(), &bytes);
  const std::uint64_t stored = std::min<std::uint64_t>(dataset.getStorageSize(), file_bytes);
  return !overflow && bytes / largest_expansion(creation) <= stored;
}

bool has_fitting_chunks(const H5::DSetCreatPropList& creation, std::span<const hsize_t> extents) {
  if (creation.getLayout() != H5D_CHUNKED) return true;
  std::vector<hsize_t> chunk(extents.size());
  creation.getChunk(static_cast<int>(chunk.size()), chunk.data());
  bool overflow = false;
  return volume(chunk, overflow) <= volume(extents, overflow) && !overflow;
}

}  // namespace

DatasetShape read_shape(const H5::DataSet& dataset, std::size_t dimensions,
                        std::uint64_t file_bytes) {
  const H5::DataSpace space = dataset.getSpace();
  if (!space.isSimple() || space.getSimpleExtentNdims() != static_cast<int>(dimensions)) {
    return {{}, fmt::format("{} dimension(s) were expected", dimensions)};
  }
  DatasetShape shape{std::vector<hsize_t>(dimensions), {}};
  const std::vector<hsize_t>& extents = shape.extents;
  space.getSimpleExtentDims(shape.extents.data());
  const H5::DSetCreatPropList creation = dataset.getCreatePlist();
  if (!fits_file(dataset, creation, extents, file_bytes)) {
    shape.problem = "claims more data than the file holds";
  } else if (dimensions == 2 && extents[0] > 0 && extents[1] == 0) {
    shape.problem = fmt::format("has {} rows without columns", extents[0]);
  } else if (!has_fitting_chunks(creation, extents)) {
    shape.problem = "is in chunks beyond its size";
  }
  return shape;
}

}  // namespace t2v
