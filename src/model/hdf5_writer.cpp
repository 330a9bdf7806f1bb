#include "model/hdf5_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <utility>
#include <vector>

#include "model/hdf5_error.h"
#include "model/seal.h"
#include "text/error.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

/// Large enough that a chunk's own cost vanishes, small enough to stay in the processor's cache
/// between reading, checking and copying.
constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

/// Beyond it chunks are larger: HDF5 searches the list of chunks from its beginning for every one.
constexpr hsize_t kMostChunks = 256;

/// Up to this size lists of numbers are one chunk, so that they can be used where they lie.
constexpr hsize_t kWholeBytes = hsize_t{1} << 28;

constexpr int kDeflateLevel = 1;  // the padding of strings goes with any level

H5::StrType utf8_type(std::size_t bytes) {
  H5::StrType type(H5::PredType::C_S1, std::max<std::size_t>(bytes, 1));
  type.setCset(H5T_CSET_UTF8);
  type.setStrpad(H5T_STR_NULLPAD);
  return type;
}

/// Without the times at which objects were made, so that the same content gives the same bytes. The
/// C++ API lacks it.
template <typename CreationProperties>
CreationProperties without_times(CreationProperties creation = {}) {
  if (H5Pset_obj_track_times(creation.getId(), 0) < 0) {
    throw H5::PropListIException("H5Pset_obj_track_times", "failed");
  }
  return creation;
}

/// Of what a group is created with, which the C++ API lacks altogether.
class GroupCreation : public H5::PropList {
 public:
  GroupCreation() : PropList(H5P_GROUP_CREATE) {}
};

}  // namespace

template <typename Call>
void Hdf5Writer::checked(Call call) {
  const Hdf5Listener listener;
  try {
    call();
  } catch (const H5::Exception& exception) {
    sink_.rethrow_failure();
    throw Error(fmt::format("cannot write {}: HDF5: {}", sink_.path(),
                            listener.reason(exception.getDetailMsg())));
  }
  sink_.rethrow_failure();
}

Hdf5Writer::Hdf5Writer(ReplacementFile& file) : sink_(file) {
  checked([&] {
    file_ = H5::H5File("model", H5F_ACC_TRUNC, without_times<H5::FileCreatPropList>(),
                       access_to(sink_));
  });
}

void Hdf5Writer::write_attribute(const std::string& name, std::string_view text) {
  checked([&] {
    StringColumn value(1, text.size());
    value.set(0, text);
    const H5::StrType type = utf8_type(text.size());
    file_.createAttribute(name, type, H5::DataSpace(H5S_SCALAR)).write(type, value.data());
  });
  attributes_.push_back({name, std::string(text)});
}

void Hdf5Writer::write_attribute(const std::string& name, std::uint32_t number) {
  write_number(name, H5::PredType::STD_U32LE, std::as_bytes(std::span(&number, 1)));
}

void Hdf5Writer::write_attribute(const std::string& name, std::uint64_t number) {
  write_number(name, H5::PredType::STD_U64LE, std::as_bytes(std::span(&number, 1)));
}

void Hdf5Writer::write_number(const std::string& name, const H5::PredType& type,
                              std::span<const std::byte> number) {
  checked([&] {
    file_.createAttribute(name, type, H5::DataSpace(H5S_SCALAR)).write(type, number.data());
  });
  attributes_.push_back({name, {reinterpret_cast<const char*>(number.data()), number.size()}});
}

void Hdf5Writer::create_group(const std::string& name) {
  checked([&] {
    const hid_t group = H5Gcreate2(file_.getId(), name.c_str(), H5P_DEFAULT,
                                   without_times<GroupCreation>().getId(), H5P_DEFAULT);
    if (group < 0) throw H5::GroupIException("H5Gcreate2", "failed");
    H5Gclose(group);
  });
}

void Hdf5Writer::write_text(const std::string& dataset, std::string_view text) {
  checked([&] {
    StringColumn value(1, text.size());
    value.set(0, text);
    const H5::StrType type = utf8_type(text.size());
    const auto creation = without_times<H5::DSetCreatPropList>();
    file_.createDataSet(dataset, type, H5::DataSpace(H5S_SCALAR), creation)
        .write(value.data(), type);
  });
}

void Hdf5Writer::write_bytes(const std::string& dataset, std::string_view bytes) {
  checked([&] {
    const hsize_t shape[] = {bytes.size()};
    const H5::DataSet created =
        create_dataset(dataset, H5::PredType::STD_U8LE, shape, /*compressed=*/false);
    if (!bytes.empty()) created.write(bytes.data(), H5::PredType::NATIVE_UINT8);
  });
}

void Hdf5Writer::write_strings(const std::string& dataset, const StringColumn& strings) {
  checked([&] {
    const hsize_t shape[] = {strings.rows()};
    const H5::StrType type = utf8_type(strings.width());
    const H5::DataSet created = create_dataset(dataset, type, shape, /*compressed=*/true);
    if (strings.rows() > 0) created.write(strings.data(), type);
  });
}

void Hdf5Writer::write_counts(const std::string& dataset, std::span<const std::uint64_t> counts) {
  checked([&] {
    const hsize_t shape[] = {counts.size()};
    const H5::DataSet created =
        create_dataset(dataset, H5::PredType::STD_U64LE, shape, /*compressed=*/false);
    if (!counts.empty()) created.write(counts.data(), H5::PredType::NATIVE_UINT64);
  });
}

void Hdf5Writer::write_counts32(const std::string& dataset, std::span<const std::uint32_t> counts) {
  checked([&] {
    const hsize_t shape[] = {counts.size()};
    const H5::DataSet created =
        create_dataset(dataset, H5::PredType::STD_U32LE, shape, /*compressed=*/false);
    if (!counts.empty()) created.write(counts.data(), H5::PredType::NATIVE_UINT32);
  });
}

void Hdf5Writer::write_vectors(const std::string& dataset, const Matrix& vectors) {
  checked([&] {
    const hsize_t shape[] = {vectors.rows(), vectors.dim()};
    const H5::DataSet created =
        create_dataset(dataset, H5::PredType::IEEE_F32LE, shape, /*compressed=*/false);
    if (vectors.rows() == 0 || vectors.dim() == 0) return;
    created.write(vectors.row(0), H5::PredType::NATIVE_FLOAT, unpadded_space(vectors));
  });
}

H5::DataSet Hdf5Writer::create_dataset(const std::string& name, const H5::DataType& type,
                                       std::span<const hsize_t> shape, bool compressed) {
  const auto dimensions = static_cast<int>(shape.size());
  const H5::DataSpace space(dimensions, shape.data());
  // HDF5 knows no chunks of nothing.
  if (std::ranges::find(shape, hsize_t{0}) != shape.end()) {
    return file_.createDataSet(name, type, space, without_times<H5::DSetCreatPropList>());
  }
  hsize_t row_bytes = type.getSize();
  for (const hsize_t extent : shape.subspan(1)) row_bytes *= extent;
  std::vector<hsize_t> chunk(shape.begin(), shape.end());
  const hsize_t fewest = (shape[0] + kMostChunks - 1) / kMostChunks;
  chunk[0] = std::clamp<hsize_t>(kChunkBytes / row_bytes, fewest, shape[0]);
  const bool is_list = dimensions == 1 && !compressed;
  if (is_list && shape[0] * row_bytes <= kWholeBytes) chunk[0] = shape[0];

  auto creation = without_times<H5::DSetCreatPropList>();
  creation.setChunk(dimensions, chunk.data());
  creation.setFillTime(H5D_FILL_TIME_NEVER);  // all is written
  if (compressed) creation.setDeflate(kDeflateLevel);
  creation.setFletcher32();  // last, so that it is checked before anything is unpacked
  return file_.createDataSet(name, type, space, creation);
}

void Hdf5Writer::flush() {
  checked([&] { file_.flush(H5F_SCOPE_GLOBAL); });
}

void Hdf5Writer::close() {
  std::vector<StoredValues> values;
  checked([&] {
    file_.flush(H5F_SCOPE_GLOBAL);
    values = stored_values(file_);
    file_.close();
  });
  write_seal(values);
}

void Hdf5Writer::write_seal(const std::vector<StoredValues>& values) {
  const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> bytes) {
    sink_.read_at(offset, bytes);
    sink_.rethrow_failure();
  };
  FileLayout layout = layout_of(values, attributes_, sink_.size(), read);
  const Seal seal(std::move(layout.parts), std::move(layout.stretches), read);
  sink_.write_at(sink_.size(), seal.bytes());
  sink_.rethrow_failure();
}

}  // namespace t2v
