#include "model/hdf5_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

constexpr std::size_t kMostDimensions = 2;
constexpr int kDeepestGroup = 4;  ///< models have two levels

bool has_fletcher32(const H5::DSetCreatPropList& creation) {
  const int filters = creation.getNfilters();
  if (filters == 0) return false;
  unsigned flags = 0;
  unsigned configuration = 0;
  std::size_t values = 0;
  return creation.getFilter(filters - 1, flags, values, nullptr, 0, nullptr, configuration) ==
         H5Z_FILTER_FLETCHER32;
}

void require(herr_t status, const char* call) {
  if (status < 0) throw H5::DataSetIException(call, "failed");
}

void add_chunks(const std::string& name, const H5::DataSet& dataset,
                const H5::DSetCreatPropList& creation, std::vector<StoredValues>& found) {
  const H5::DataSpace space = dataset.getSpace();
  const int dimensions = space.getSimpleExtentNdims();
  if (dimensions < 1 || dimensions > static_cast<int>(kMostDimensions)) {
    throw Error(fmt::format("{}: {} dimensions, expected 1 or 2", name, dimensions));
  }
  std::array<hsize_t, kMostDimensions> shape{};
  std::array<hsize_t, kMostDimensions> chunk{};
  space.getSimpleExtentDims(shape.data());
  creation.getChunk(dimensions, chunk.data());
  hsize_t chunks = 0;
  require(H5Dget_num_chunks(dataset.getId(), space.getId(), &chunks), "H5Dget_num_chunks");
  for (hsize_t index = 0; index < chunks; ++index) {
    std::array<hsize_t, kMostDimensions> first{};
    unsigned skipped_filters = 0;
    haddr_t offset = HADDR_UNDEF;
    hsize_t bytes = 0;
    require(H5Dget_chunk_info(dataset.getId(), space.getId(), index, first.data(), &skipped_filters,
                              &offset, &bytes),
            "H5Dget_chunk_info");
    found.push_back({.dataset = name,
                     .offset = offset,
                     .bytes = bytes,
                     .first_row = first[0],
                     .rows = chunks > 1 ? std::min(chunk[0], shape[0] - first[0]) : 0,
                     .fletcher32 = skipped_filters == 0 && has_fletcher32(creation)});
  }
}

void add_values(const std::string& name, const H5::DataSet& dataset,
                std::vector<StoredValues>& found) {
  const H5::DSetCreatPropList creation = dataset.getCreatePlist();
  if (creation.getLayout() == H5D_CHUNKED) return add_chunks(name, dataset, creation, found);
  if (creation.getLayout() != H5D_CONTIGUOUS || dataset.getStorageSize() == 0) return;
  found.push_back(
      {.dataset = name, .offset = dataset.getOffset(), .bytes = dataset.getStorageSize()});
}

void add_group(const std::string& name, const H5::Group& group, int depth,
               std::vector<StoredValues>& found) {
  if (depth > kDeepestGroup) throw Error(fmt::format("{}: groups within groups", name));
  for (hsize_t index = 0; index < group.getNumObjs(); ++index) {
    const std::string child = group.getObjnameByIdx(index);
    const std::string path = fmt::format("{}/{}", name, child);
    if (group.childObjType(child) == H5O_TYPE_GROUP) {
      add_group(path, group.openGroup(child), depth + 1, found);
    } else if (group.childObjType(child) == H5O_TYPE_DATASET) {
      add_values(path, group.openDataSet(child), found);
    }
  }
}

/// Numbers the parts in the order in which they are first met.
class Parts {
 public:
  std::uint32_t number(const std::string& name) {
    const auto [entry, added] = numbers_.try_emplace(name, numbers_.size());
    if (added) names_.push_back(name);
    return static_cast<std::uint32_t>(entry->second);
  }
  std::vector<std::string> names() && { return std::move(names_); }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

/// Where an attribute lies in a part of the structure, bytes from `begin` to `end`.
struct AttributePlace {
  std::size_t begin;
  std::size_t end;
  const std::string* name;
};

/// All places; superseded copies, which HDF5 leaves behind, are named as well.
std::vector<AttributePlace> attribute_places(std::string_view structure,
                                             const std::vector<AttributeBytes>& attributes) {
  constexpr std::size_t kMostBetween = 64;  // the types of value and shape
  std::vector<AttributePlace> places;
  for (const AttributeBytes& attribute : attributes) {
    const std::string name = attribute.name + '\0';
    for (std::size_t at = structure.find(name); at != std::string_view::npos;
         at = structure.find(name, at + 1)) {
      const std::size_t behind = at + name.size();
      const std::size_t value =
          structure.substr(behind, kMostBetween + attribute.value.size()).find(attribute.value);
      if (value == std::string_view::npos) continue;
      places.push_back({at, behind + value + attribute.value.size(), &attribute.name});
    }
  }
  std::ranges::sort(places, {}, &AttributePlace::begin);
  return places;
}

/// Puts stretches one behind the other.
class LayoutBuilder {
 public:
  LayoutBuilder(const std::vector<AttributeBytes>& attributes, const ReadAt& read)
      : attributes_(attributes), read_(read) {}

  void add_values(const StoredValues& values) {
    add_structure(values.offset);
    add(values.dataset, values.offset + values.bytes, !values.fletcher32);
    layout_.stretches.back().first_row = values.first_row;
    layout_.stretches.back().rows = values.rows;
    behind_values_ = true;
  }

  void add_structure(std::uint64_t end) {
    if (end <= end_) return;
    // All that HDF5 writes begins at a multiple of the alignment; what cannot is padding.
    constexpr std::uint64_t kAlignment = 64;
    if (behind_values_ && (end_ + kAlignment - 1) / kAlignment * kAlignment >= end) {
      layout_.stretches.back().bytes += end - end_;
      end_ = end;
      return;
    }
    const std::uint64_t begin = end_;
    std::string bytes(end - begin, '\0');
    read_(begin, std::as_writable_bytes(std::span(bytes)));
    for (const AttributePlace& place : attribute_places(bytes, attributes_)) {
      if (begin + place.begin < end_) continue;
      add(kStructure, begin + place.begin, /*on_opening=*/true);
      add(fmt::format("attribute {}", *place.name), begin + place.end, /*on_opening=*/true);
    }
    add(kStructure, end, /*on_opening=*/true);
    behind_values_ = false;
  }

  FileLayout finished() && {
    layout_.parts = std::move(parts_).names();
    return std::move(layout_);
  }

 private:
  static constexpr const char* kStructure = "HDF5 structure";

  void add(const std::string& part, std::uint64_t end, bool on_opening) {
    if (end == end_) return;
    layout_.stretches.push_back({.offset = end_,
                                 .bytes = end - end_,
                                 .part = parts_.number(part),
                                 .on_opening = on_opening});
    end_ = end;
  }

  const std::vector<AttributeBytes>& attributes_;
  const ReadAt& read_;
  Parts parts_;
  FileLayout layout_;
  std::uint64_t end_ = 0;  ///< of the stretches so far
  bool behind_values_ = false;
};

}  // namespace

std::vector<StoredValues> stored_values(const H5::H5File& file) {
  std::vector<StoredValues> found;
  add_group("", file.openGroup("/"), 0, found);
  std::ranges::sort(found, {}, &StoredValues::offset);
  return found;
}

FileLayout layout_of(const std::vector<StoredValues>& values,
                     const std::vector<AttributeBytes>& attributes, std::uint64_t file_bytes,
                     const ReadAt& read) {
  LayoutBuilder builder(attributes, read);
  for (const StoredValues& value : values) builder.add_values(value);
  builder.add_structure(file_bytes);
  return std::move(builder).finished();
}

}  // namespace t2v
