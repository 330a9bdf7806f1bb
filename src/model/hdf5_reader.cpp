#include "model/hdf5_reader.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include "model/dataset_shape.h"
#include "model/hdf5_error.h"
#include "model/seal.h"
#include "text/error.h"

namespace t2v {
namespace {

[[noreturn]] void throw_cannot_open(const std::string& path, const std::string& reason) {
  throw Error(fmt::format("cannot open {}: {}", path, reason));
}

void require_regular_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) throw_cannot_open(path, error.message());
  if (fs::is_directory(status)) throw_cannot_open(path, "it is a directory");
  if (!fs::is_regular_file(status)) throw_cannot_open(path, "it is not a regular file");
  if (::access(path.c_str(), R_OK) != 0) {
    throw_cannot_open(path, std::generic_category().message(errno));
  }
}

RandomAccessFile opened(const std::string& path) {
  require_regular_file(path);
  return RandomAccessFile::open(path);
}

/// Refuses what t2v cannot have written, before HDF5 looks at more of it: from version 2 of the
/// superblock on everything has checksums.
void require_hdf5(const RandomAccessFile& file, std::uint64_t bytes) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1A\n";
  constexpr char kOldestSuperblock = 2;
  std::array<char, 9> begin{};  // the signature and the superblock's version
  if (bytes >= begin.size()) file.read_at(0, std::as_writable_bytes(std::span(begin)));
  if (std::string_view(begin.data(), kSignature.size()) != kSignature) {
    throw_cannot_open(file.name(), "not an HDF5 file, as t2v models are");
  }
  if (begin.back() < kOldestSuperblock) {
    throw_cannot_open(file.name(), "an HDF5 file of another program, not a t2v model");
  }
}

}  // namespace

template <typename Call>
auto Hdf5Reader::checked(const std::string& object, Call call) const {
  const Hdf5Listener listener;
  try {
    return call();
  } catch (const H5::Exception& exception) {
    if (source_->failure) std::rethrow_exception(source_->failure);
    fail(object, fmt::format("cannot be read ({})", listener.reason(exception.getDetailMsg())));
  }
}

Hdf5Reader::Hdf5Reader(const std::string& path, SealCheck check)
    : path_(path), source_(std::make_shared<Hdf5Source>(Hdf5Source{.file = opened(path)})) {
  const RandomAccessFile& file = source_->file;
  file_size_ = file.size();
  if (check == SealCheck::kRequired) require_seal();
  source_->hdf5_bytes = file_size_;
  require_hdf5(file, file_size_);
  open();
  if (check == SealCheck::kRequired && hdf5_end() != file_size_) {
    throw_cannot_open(path_, fmt::format("damaged or cut short (what stands behind byte {} is no "
                                         "whole seal)",
                                         hdf5_end()));
  }
}

void Hdf5Reader::require_seal() {
  const std::optional<Seal> seal = Seal::read(source_->file);
  if (!seal) return;
  require_whole_on_opening(*seal, source_->file);
  file_size_ = seal->sealed_bytes();
  sealed_ = true;
}

void Hdf5Reader::open() {
  const Hdf5Listener listener;
  try {
    file_.openFile(path_, H5F_ACC_RDONLY, access_to(source_));
  } catch (const H5::Exception& exception) {
    if (source_->failure) std::rethrow_exception(source_->failure);
    throw_cannot_open(
        path_, fmt::format("damaged or cut short ({})", listener.reason(exception.getDetailMsg())));
  }
}

std::vector<StoredValues> Hdf5Reader::stored_values() const {
  return checked("/", [&] { return t2v::stored_values(file_); });
}

void Hdf5Reader::fail(const std::string& object, const std::string& reason) const {
  throw Error(fmt::format("{}: {}: {}", path_, object, reason));
}

bool Hdf5Reader::has_attribute(const std::string& name) const {
  return checked(name, [&] { return file_.attrExists(name); });
}

/// H5::Attribute reads such a text too, but not one that was never written.
std::string Hdf5Reader::read_variable_text(const std::string& name,
                                           const H5::Attribute& attribute) const {
  char* value = nullptr;
  attribute.read(attribute.getStrType(), &value);
  if (value == nullptr) fail(name, "a string was expected");
  std::string text = value;
  H5::DataSet::vlenReclaim(&value, attribute.getStrType(), attribute.getSpace());
  return text;
}

std::string Hdf5Reader::read_text_attribute(const std::string& name) const {
  return checked(name, [&] {
    const H5::Attribute attribute = file_.openAttribute(name);
    if (attribute.getTypeClass() != H5T_STRING ||
        attribute.getSpace().getSimpleExtentNpoints() != 1)
      fail(name, "a string was expected");
    const H5::StrType type = attribute.getStrType();
    if (type.isVariableStr()) return read_variable_text(name, attribute);
    if (type.getSize() > file_size_) fail(name, "longer than the file");
    std::string text;
    attribute.read(type, text);
    return text;
  });
}

std::uint64_t Hdf5Reader::read_number_attribute(const std::string& name) const {
  return checked(name, [&] {
    const H5::Attribute attribute = file_.openAttribute(name);
    if (attribute.getTypeClass() != H5T_INTEGER ||
        attribute.getSpace().getSimpleExtentNpoints() != 1)
      fail(name, "an integer was expected");
    std::uint64_t number = 0;
    attribute.read(H5::PredType::NATIVE_UINT64, &number);
    return number;
  });
}

H5::DataSet Hdf5Reader::open_dataset(const std::string& name, H5T_class_t type_class) const {
  H5::DataSet dataset = file_.openDataSet(name);
  if (dataset.getTypeClass() != type_class) fail(name, "has an unexpected type");
  return dataset;
}

std::vector<hsize_t> Hdf5Reader::shape_of(const std::string& name, const H5::DataSet& dataset,
                                          std::size_t dimensions) const {
  DatasetShape shape = read_shape(dataset, dimensions, file_size_);
  if (!shape.problem.empty()) fail(name, shape.problem);
  return std::move(shape.extents);
}

std::string Hdf5Reader::read_text(const std::string& name) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_STRING);
    const H5::StrType type = dataset.getStrType();
    if (type.isVariableStr()) fail(name, "a fixed-length string was expected");
    shape_of(name, dataset, 0);
    StringColumn text(1, type.getSize());
    dataset.read(text.data(), type);
    return std::string(text[0]);
  });
}

std::string Hdf5Reader::read_bytes(const std::string& name) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_INTEGER);
    std::string bytes(shape_of(name, dataset, 1)[0], '\0');
    if (!bytes.empty()) dataset.read(bytes.data(), H5::PredType::NATIVE_UINT8);
    return bytes;
  });
}

StringColumn Hdf5Reader::read_strings(const std::string& name, std::size_t longest) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_STRING);
    const H5::StrType type = dataset.getStrType();
    if (type.isVariableStr()) fail(name, "fixed-length strings were expected");
    if (type.getSize() > longest) fail(name, fmt::format("strings longer than {} bytes", longest));
    StringColumn strings(shape_of(name, dataset, 1)[0], type.getSize());
    if (strings.rows() > 0) dataset.read(strings.data(), type);
    return strings;
  });
}

std::vector<std::uint64_t> Hdf5Reader::read_counts(const std::string& name) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_INTEGER);
    std::vector<std::uint64_t> counts(shape_of(name, dataset, 1)[0]);
    if (!counts.empty()) dataset.read(counts.data(), H5::PredType::NATIVE_UINT64);
    return counts;
  });
}

std::vector<std::uint32_t> Hdf5Reader::read_counts32(const std::string& name) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_INTEGER);
    std::vector<std::uint32_t> counts(shape_of(name, dataset, 1)[0]);
    if (!counts.empty()) dataset.read(counts.data(), H5::PredType::NATIVE_UINT32);
    return counts;
  });
}

Matrix Hdf5Reader::read_vectors(const std::string& name) const {
  return checked(name, [&] {
    const H5::DataSet dataset = open_dataset(name, H5T_FLOAT);
    const std::vector<hsize_t> shape = shape_of(name, dataset, 2);
    Matrix vectors(shape[0], shape[1]);
    if (shape[0] > 0)
      dataset.read(vectors.row(0), H5::PredType::NATIVE_FLOAT, unpadded_space(vectors));
    return vectors;
  });
}

std::shared_ptr<const MappedFile> Hdf5Reader::map() const {
  return std::make_shared<const MappedFile>(source_->file.descriptor(), path_);
}

namespace {

bool is_usable_in_place(const H5::DataSet& dataset, const H5::PredType& type) {
  const H5::DSetCreatPropList creation = dataset.getCreatePlist();
  if (std::endian::native != std::endian::little || !(dataset.getDataType() == type) ||
      creation.getLayout() != H5D_CHUNKED || creation.getNfilters() != 1) {
    return false;
  }
  unsigned flags = 0;
  unsigned configuration = 0;
  std::size_t values = 0;
  return creation.getFilter(0, flags, values, nullptr, 0, nullptr, configuration) ==
         H5Z_FILTER_FLETCHER32;
}

}  // namespace

std::optional<BlockPlaces> Hdf5Reader::find_blocks(const std::string& name,
                                                   const H5::PredType& type,
                                                   std::size_t dimensions) const {
  constexpr std::uint64_t kAlignment = 8;
  constexpr std::uint64_t kChecksumBytes = 4;
  return checked(name, [&]() -> std::optional<BlockPlaces> {
    const H5::DataSet dataset = open_dataset(name, type.getClass());
    const std::vector<hsize_t> shape = shape_of(name, dataset, dimensions);
    if (!is_usable_in_place(dataset, type)) return std::nullopt;
    std::vector<hsize_t> chunk(dimensions);
    dataset.getCreatePlist().getChunk(static_cast<int>(dimensions), chunk.data());
    BlockPlaces places{.rows = shape[0], .rows_per_block = chunk[0]};
    if (dimensions > 1) places.columns = shape[1];
    if (dimensions > 1 && chunk[1] != shape[1]) return std::nullopt;
    places.row_bytes = places.columns * type.getSize();

    const std::uint64_t stored = places.rows_per_block * places.row_bytes + kChecksumBytes;
    for (hsize_t row = 0; row < shape[0]; row += chunk[0]) {
      const std::array<hsize_t, 2> first{row, 0};
      unsigned skipped_filters = 0;
      haddr_t offset = HADDR_UNDEF;
      hsize_t size = 0;
      if (H5Dget_chunk_info_by_coord(dataset.getId(), first.data(), &skipped_filters, &offset,
                                     &size) < 0 ||
          offset == HADDR_UNDEF || size != stored || skipped_filters != 0 ||
          offset % kAlignment != 0 || size > file_size_ || offset > file_size_ - size) {
        return std::nullopt;
      }
      places.offsets.push_back(offset);
    }
    return places;
  });
}

std::vector<std::string> Hdf5Reader::read_names(const std::string& name) const {
  return checked(name, [&] {
    const H5::Group group = file_.openGroup(name);
    std::vector<std::string> names;
    for (hsize_t index = 0; index < group.getNumObjs(); ++index) {
      names.push_back(group.getObjnameByIdx(index));
    }
    std::ranges::sort(names);
    return names;
  });
}

}  // namespace t2v
