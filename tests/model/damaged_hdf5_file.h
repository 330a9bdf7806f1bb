#pragma once

#include <H5Cpp.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {

/// A model file to damage, and what loading it then says. The test that derives from it writes the
/// whole file to path_ and its bytes to whole_.
class DamagedHdf5File : public ::testing::Test {
 protected:
  DamagedHdf5File(const std::string& name, void (*load)(const std::string& path))
      : path_(folder_.file(name)), load_(load) {}

  std::string load_error() const {
    return message_of<Error>([&] { load_(path_); });
  }

  /// Changes the file with `edit` (given it open as HDF5), and tells what loading then says.
  template <typename Edit>
  std::string error_after(Edit edit) {
    write_file(path_, whole_);
    {
      H5::H5File file(path_, H5F_ACC_RDWR);
      edit(file);
    }
    return load_error();
  }

  std::string at(const std::string& object) const { return path_ + ": " + object; }

  static void set(H5::H5File& file, const std::string& attribute, std::uint64_t number) {
    file.openAttribute(attribute).write(H5::PredType::NATIVE_UINT64, &number);
  }

  /// Puts a dataset of zeros of another shape in the place of `name`.
  static void reshape(H5::H5File& file, const std::string& name, std::vector<hsize_t> shape) {
    const H5::DataType type = file.openDataSet(name).getDataType();
    file.unlink(name);
    hsize_t bytes = type.getSize();
    for (const hsize_t extent : shape) bytes *= extent;
    const std::string zeros(bytes, '\0');
    file.createDataSet(name, type, H5::DataSpace(static_cast<int>(shape.size()), shape.data()))
        .write(zeros.data(), type);
  }

  TemporaryFolder folder_;
  std::string path_;
  std::string whole_;

 private:
  void (*load_)(const std::string& path);
};

}  // namespace t2v
