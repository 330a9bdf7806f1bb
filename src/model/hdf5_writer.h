#pragma once

#include <H5Cpp.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "embedding/matrix.h"
#include "model/hdf5_driver.h"
#include "model/hdf5_layout.h"
#include "model/hdf5_memory.h"
#include "model/replacement_file.h"

namespace t2v {

/// Creates an HDF5 file: a thin layer over the HDF5 C++ API for the few shapes a model file has.
/// Attributes are those of the root group. Datasets carry Fletcher32 checksums, and behind all
/// stands a Seal over every byte. HDF5 never prints; all functions throw Error when the bytes
/// cannot be written. As HDF5 itself, one thread at a time may use it.
class Hdf5Writer {
 public:
  /// `file` must outlive this object; committing it is the caller's, after close().
  explicit Hdf5Writer(ReplacementFile& file);

  void write_attribute(const std::string& name, std::string_view text);
  void write_attribute(const std::string& name, std::uint32_t number);
  void write_attribute(const std::string& name, std::uint64_t number);

  void create_group(const std::string& name);
  void write_text(const std::string& dataset, std::string_view text);
  void write_bytes(const std::string& dataset, std::string_view bytes);
  void write_strings(const std::string& dataset, const StringColumn& strings);
  void write_counts(const std::string& dataset, std::span<const std::uint64_t> counts);
  void write_counts32(const std::string& dataset, std::span<const std::uint32_t> counts);
  void write_vectors(const std::string& dataset, const Matrix& vectors);  ///< f32[rows, dim]

  /// Everything so far is in the file when this returns.
  void flush();
  /// Seals the file, which takes reading it once more.
  void close();

 private:
  template <typename Call>
  void checked(Call call);
  H5::DataSet create_dataset(const std::string& name, const H5::DataType& type,
                             std::span<const hsize_t> shape, bool compressed);
  void write_number(const std::string& name, const H5::PredType& type,
                    std::span<const std::byte> number);
  void write_seal(const std::vector<StoredValues>& values);

  Hdf5Sink sink_;
  H5::H5File file_;
  std::vector<AttributeBytes> attributes_;
};

}  // namespace t2v
