#include "fuzz/hdf5_edits.h"

#include <H5Cpp.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "model/hdf5_reader.h"
#include "model/model_strings.h"
#include "model/seal.h"
#include "text/error.h"
#include "text/random_access_file.h"

namespace t2v::fuzzing {
namespace {

constexpr hsize_t kMostElements = 1 << 12;  ///< that are written

const H5::PredType& number_type(std::size_t choice) {
  static const std::array<const H5::PredType*, 7> types{
      &H5::PredType::STD_U8LE,  &H5::PredType::STD_U32LE, &H5::PredType::STD_U64LE,
      &H5::PredType::STD_I32BE, &H5::PredType::STD_I64LE, &H5::PredType::IEEE_F32LE,
      &H5::PredType::IEEE_F64BE};
  return *types[choice % types.size()];
}

/// A type of numbers or of strings.
H5::DataType any_type(Choices& choices) {
  const std::size_t kind = choices.below(10);
  if (kind < 7) return number_type(kind);
  H5::StrType text(H5::PredType::C_S1, kind == 7 ? H5T_VARIABLE : 1 + choices.below(64));
  text.setCset(kind == 8 ? H5T_CSET_ASCII : H5T_CSET_UTF8);
  return text;
}

H5::DataSpace space_of(const std::vector<hsize_t>& shape) {
  return {static_cast<int>(shape.size()), shape.data()};
}

/// More than kMostElements where they are not to be written: HDF5 itself lets their number
/// overflow.
hsize_t elements_of(const std::vector<hsize_t>& shape) {
  hsize_t elements = 1;
  for (const hsize_t extent : shape) {
    if (__builtin_mul_overflow(elements, extent, &elements)) return kMostElements + 1;
  }
  return elements;
}

std::vector<hsize_t> shape_of(const H5::DataSet& dataset) {
  const H5::DataSpace space = dataset.getSpace();
  std::vector<hsize_t> shape(static_cast<std::size_t>(space.getSimpleExtentNdims()));
  space.getSimpleExtentDims(shape.data());
  return shape;
}

/// Bytes for `size` of a dataset: what was there, then what is chosen.
std::string filled(std::string bytes, std::size_t size, Choices& choices) {
  bytes.resize(size);
  const std::string chosen = choices.text(255);
  const std::size_t at = size == 0 ? 0 : choices.number() % size;
  std::copy_n(chosen.begin(), std::min(chosen.size(), size - at),
              bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

/// One file under change.
class Editor {
 public:
  Editor(const ScratchFile& file, const Hdf5Names& names, Choices& choices)
      : file_(file.path(), H5F_ACC_RDWR), names_(names), choices_(choices) {}

  void change() {
    switch (choices_.below(8)) {
      case 0:
        return set_number(attribute());
      case 1:
        return set_text(attribute());
      case 2:
        return file_.removeAttr(attribute());
      case 3:
        return file_.unlink(dataset());
      case 4:
        return overwrite(dataset());
      case 5:
        return resize(dataset());
      case 6:
        return replace(dataset());
      default:
        return set_list(attribute());
    }
  }

 private:
  std::string attribute() { return names_.attributes[choices_.below(names_.attributes.size())]; }
  std::string dataset() { return names_.datasets[choices_.below(names_.datasets.size())]; }

  H5::Attribute renewed(const std::string& name, const H5::DataType& type,
                        const H5::DataSpace& space) {
    if (file_.attrExists(name)) file_.removeAttr(name);
    return file_.createAttribute(name, type, space);
  }

  void set_number(const std::string& name) {
    const H5::PredType& type = number_type(choices_.byte());
    const std::uint64_t number = choices_.number();
    renewed(name, type, H5::DataSpace()).write(H5::PredType::NATIVE_UINT64, &number);
  }

  void set_text(const std::string& name) {
    const bool variable = choices_.below(4) == 0;
    std::string text = choices_.text(255);
    const H5::StrType type(H5::PredType::C_S1,
                           variable ? H5T_VARIABLE : std::max<std::size_t>(text.size(), 1));
    H5::Attribute attribute = renewed(name, type, H5::DataSpace());
    if (!variable || choices_.below(4) != 0) attribute.write(type, text);
  }

  void set_list(const std::string& name) {
    const std::vector<hsize_t> shape(choices_.below(3), choices_.below(5));
    const bool is_null = choices_.below(5) == 0;
    renewed(name, any_type(choices_), is_null ? H5::DataSpace(H5S_NULL) : space_of(shape));
  }

  /// The elements of a dataset as they lie in the file.
  static std::string read(const H5::DataSet& dataset) {
    const hsize_t elements = elements_of(shape_of(dataset));
    if (elements > kMostElements || dataset.getTypeClass() == H5T_VLEN) return {};
    const H5::DataType type = dataset.getDataType();
    if (type.getClass() == H5T_STRING && type.isVariableStr()) return {};
    std::string bytes(elements * type.getSize(), '\0');
    if (!bytes.empty()) dataset.read(bytes.data(), type);
    return bytes;
  }

  void overwrite(const std::string& name) {
    const H5::DataSet dataset = file_.openDataSet(name);
    const std::string old = read(dataset);
    if (old.empty()) return;
    const std::string bytes = filled(old, old.size(), choices_);
    dataset.write(bytes.data(), dataset.getDataType());
  }

  /// As it was laid out, with other extents.
  void resize(const std::string& name) {
    const H5::DataSet old = file_.openDataSet(name);
    std::vector<hsize_t> shape = shape_of(old);
    if (shape.empty()) return;
    hsize_t& extent = shape[choices_.below(shape.size())];
    extent = choices_.below(2) == 0 ? choices_.number() : extent + choices_.number() - 3;
    put(name, old.getDataType(), shape, old.getCreatePlist(), read(old));
  }

  void replace(const std::string& name) {
    std::vector<hsize_t> shape(choices_.below(4));
    for (hsize_t& extent : shape) extent = choices_.number();
    H5::DSetCreatPropList creation;
    if (!shape.empty() && choices_.below(2) == 0) {
      const std::vector<hsize_t> chunk(shape.size(), 1 + choices_.below(9));
      creation.setChunk(static_cast<int>(chunk.size()), chunk.data());
      const std::size_t filters = choices_.byte();
      if ((filters & 1) != 0) creation.setFletcher32();
      if ((filters & 2) != 0) creation.setShuffle();
      if ((filters & 4) != 0) creation.setDeflate(1);
    }
    const H5::DataSet old = file_.openDataSet(name);
    const bool keeps_type = choices_.below(2) == 0;
    const H5::DataType type = keeps_type ? H5::DataType(old.getDataType()) : any_type(choices_);
    put(name, type, shape, creation, read(old));
  }

  void put(const std::string& name, const H5::DataType& type, const std::vector<hsize_t>& shape,
           const H5::DSetCreatPropList& creation, const std::string& old_bytes) {
    file_.unlink(name);
    H5::DataSet dataset = file_.createDataSet(name, type, space_of(shape), creation);
    const hsize_t elements = elements_of(shape);
    if (elements > kMostElements || (type.getClass() == H5T_STRING && type.isVariableStr())) return;
    const std::string bytes = filled(old_bytes, elements * type.getSize(), choices_);
    if (!bytes.empty()) dataset.write(bytes.data(), type);
  }

  H5::H5File file_;
  Hdf5Names names_;
  Choices& choices_;
};

}  // namespace

void edit_hdf5(const ScratchFile& file, const Hdf5Names& names, Choices& choices) {
  H5::Exception::dontPrint();
  Editor editor(file, names, choices);
  while (!choices.done()) {
    try {
      editor.change();
    } catch (const H5::Exception&) {  // what HDF5 itself does not take, or what is gone
    }
  }
}

std::string edited_bytes(std::string bytes, Choices& choices) {
  constexpr std::size_t kMagicBytes = 8;
  const std::string magic = bytes.substr(bytes.size() - kMagicBytes);
  bytes.resize(bytes.size() - kMagicBytes);
  const auto place = [&] {
    const std::size_t high = choices.byte();
    return (high << 8 | choices.byte()) % (bytes.size() + 1);
  };
  while (!choices.done()) {
    const std::size_t at = place();
    const std::size_t rest = bytes.size() - at;
    switch (choices.below(6)) {
      case 0:
      case 1: {
        const std::string chosen = choices.text(16);
        bytes.replace(at, std::min(chosen.size(), rest), chosen);
        break;
      }
      case 2:
        if (rest > 0) bytes[at] = static_cast<char>(bytes[at] ^ 1 << choices.below(8));
        break;
      case 3:
        bytes.erase(at, choices.number() % (rest + 1));
        break;
      case 4:
        bytes.insert(at, choices.text(255));
        break;
      default:
        bytes.resize(choices.below(2) == 0 ? at : bytes.size() + choices.byte());
        break;
    }
  }
  return bytes + magic;
}

std::string without_seal(const std::string& bytes) {
  const ScratchFile file(bytes);
  return bytes.substr(0, Seal::read(RandomAccessFile::open(file.path())).value().sealed_bytes());
}

void seal(const ScratchFile& file) {
  const std::uint64_t size = std::filesystem::file_size(file.path());
  const RandomAccessFile opened = RandomAccessFile::open(file.path());
  const Seal whole(
      {"all"}, {{.bytes = size, .on_opening = true}},
      [&](std::uint64_t offset, std::span<std::byte> bytes) { opened.read_at(offset, bytes); });
  const std::vector<std::byte> bytes = whole.bytes();
  std::ofstream(file.path(), std::ios::binary | std::ios::app)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

void set_text_attribute(const ScratchFile& file, const std::string& name, const std::string& text) {
  H5::H5File opened(file.path(), H5F_ACC_RDWR);
  if (opened.attrExists(name)) opened.removeAttr(name);
  const H5::StrType type(H5::PredType::C_S1, std::max<std::size_t>(text.size(), 1));
  opened.createAttribute(name, type, H5::DataSpace()).write(type, text);
}

void mend_strings_sha256(const ScratchFile& file) {
  std::string sum;
  try {
    sum = strings_sha256(read_strings(Hdf5Reader(file.path(), SealCheck::kNone)));
  } catch (const Error&) {
    return;
  }
  set_text_attribute(file, "strings_sha256", sum);
}

std::string bytes_written_by(void (*save)(const std::string& path)) {
  std::string folder = std::filesystem::temp_directory_path() / "t2v-fuzz-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const std::string path = folder + "/model.h5";
  save(path);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove_all(folder);
  return bytes;
}

}  // namespace t2v::fuzzing
