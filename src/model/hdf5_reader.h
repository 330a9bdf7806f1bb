#pragma once

#include <H5Cpp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "embedding/matrix.h"
#include "model/checked_blocks.h"
#include "model/hdf5_layout.h"
#include "model/hdf5_memory.h"
#include "model/hdf5_source.h"
#include "model/mapped_file.h"

namespace t2v {

/// Whether a file is refused whose seal is not whole or does not hold; unless it is looked at to
/// find out what of it is damaged.
enum class SealCheck { kNone, kRequired };

/// Reads an HDF5 file: a thin layer over the HDF5 C++ API for the few shapes a model file has.
/// Attributes are those of the root group. What a seal says of the file's structure is verified
/// before HDF5 sees it; HDF5 verifies the checksums of datasets as it reads, and never prints. All
/// functions throw Error ("FILE: OBJECT: reason") when the object is missing, has another shape or
/// type than asked for, claims to be larger than the file can hold (before memory is taken for it),
/// or is damaged. As HDF5 itself, one thread at a time may use it.
class Hdf5Reader {
 public:
  /// @throws Error when there is no such file, or it is no HDF5 file or a truncated one, or its
  /// seal
  ///   is not whole or does not hold
  explicit Hdf5Reader(const std::string& path, SealCheck check = SealCheck::kRequired);

  /// Whether the file has a seal, which then holds as far as it concerns opening the file.
  bool is_sealed() const { return sealed_; }

  /// Where the HDF5 file ends, bytes.
  std::uint64_t hdf5_end() const { return source_->allocated_bytes; }

  /// Where all datasets have their values.
  std::vector<StoredValues> stored_values() const;

  bool has_attribute(const std::string& name) const;
  std::string read_text_attribute(const std::string& name) const;
  std::uint64_t read_number_attribute(const std::string& name) const;

  std::string read_text(const std::string& dataset) const;
  std::string read_bytes(const std::string& dataset) const;
  StringColumn read_strings(const std::string& dataset, std::size_t longest) const;
  std::vector<std::uint64_t> read_counts(const std::string& dataset) const;
  /// Numbers beyond 32 bits become the largest that has 32.
  std::vector<std::uint32_t> read_counts32(const std::string& dataset) const;
  Matrix read_vectors(const std::string& dataset) const;

  /// The bytes of the file, which stay when this object goes.
  std::shared_ptr<const MappedFile> map() const;

  /// Where the rows of a dataset of `dimensions` (1 or 2) lie in the file; none unless they can be
  /// used there: of just this type, in chunks with a Fletcher32 checksum and no other filter, at
  /// addresses that are a multiple of 8.
  std::optional<BlockPlaces> find_blocks(const std::string& dataset, const H5::PredType& type,
                                         std::size_t dimensions) const;

  /// Names of what lies directly in a group, in the order of their bytes.
  std::vector<std::string> read_names(const std::string& group) const;

  /// Throws the Error "FILE: OBJECT: reason".
  [[noreturn]] void fail(const std::string& object, const std::string& reason) const;

 private:
  template <typename Call>
  auto checked(const std::string& object, Call call) const;
  std::string read_variable_text(const std::string& name, const H5::Attribute& attribute) const;
  H5::DataSet open_dataset(const std::string& name, H5T_class_t type_class) const;
  std::vector<hsize_t> shape_of(const std::string& name, const H5::DataSet& dataset,
                                std::size_t dimensions) const;

  void require_seal();
  void open();

  std::string path_;
  std::shared_ptr<Hdf5Source> source_;
  std::uint64_t file_size_ = 0;  ///< bytes without the seal
  bool sealed_ = false;
  H5::H5File file_;
};

}  // namespace t2v
