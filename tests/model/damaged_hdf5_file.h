#pragma once

#include <H5Cpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/hdf5_layout.h"
#include "model/seal.h"
#include "model/temporary_folder.h"
#include "model/verification.h"
#include "text/error.h"

namespace t2v {

/// Seals a file that another program has changed, and thereby lost its seal.
inline void seal_again(const std::string& path) {
  std::vector<StoredValues> values;
  {
    const H5::H5File file(path, H5F_ACC_RDONLY);
    values = stored_values(file);
  }
  const RandomAccessFile file = RandomAccessFile::open(path);
  const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> bytes) {
    file.read_at(offset, bytes);
  };
  FileLayout layout = layout_of(values, {}, file.size(), read);
  const auto bytes = Seal(std::move(layout.parts), std::move(layout.stretches), read).bytes();
  write_file(path,
             read_file(path).append(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

/// How many random places of a file are damaged, of each kind: $T2V_DAMAGE_ROUNDS.
inline std::size_t damage_rounds() {
  const char* const rounds = std::getenv("T2V_DAMAGE_ROUNDS");
  return rounds != nullptr ? std::strtoul(rounds, nullptr, 10) : 200;
}

/// A model file to damage, and what loading it then says. The test that derives from it writes the
/// whole file to path_ and its bytes to whole_.
class DamagedHdf5File : public ::testing::Test {
 protected:
  DamagedHdf5File(const std::string& name, void (*load)(const std::string& path))
      : path_(folder_.file(name)), load_(load) {}

  std::string load_error() const {
    return message_of<Error>([&] { load_(path_); });
  }

  /// Changes the file with `edit` (given it open as HDF5) as if it had been written so, and tells
  /// what loading then says.
  template <typename Edit>
  std::string error_after(Edit edit) {
    write_file(path_, whole_);
    {
      H5::H5File file(path_, H5F_ACC_RDWR);
      edit(file);
    }
    seal_again(path_);
    return load_error();
  }

  /// Flips single bits at random places. Each must be found by verify_file(), and `look`, which
  /// expects all that it reads to be as it was, must do so or throw an Error that names the file.
  void flip_bits(const std::function<void()>& look) {
    std::mt19937_64 random(17);
    for (std::size_t round = 0; round < damage_rounds(); ++round) {
      const std::size_t place = random() % whole_.size();
      const auto bit = static_cast<int>(random() % 8);
      std::string damaged = whole_;
      damaged[place] = static_cast<char>(damaged[place] ^ (1 << bit));
      SCOPED_TRACE("bit " + std::to_string(bit) + " of byte " + std::to_string(place));
      expect_found(damaged, look);
      ASSERT_FALSE(HasFailure());
    }
  }

  /// The same for files that end too early.
  void cut_short(const std::function<void()>& look) {
    std::mt19937_64 random(18);
    for (std::size_t round = 0; round < (damage_rounds() + 3) / 4; ++round) {
      const std::size_t length = random() % whole_.size();
      SCOPED_TRACE(std::to_string(length) + " of " + std::to_string(whole_.size()) + " bytes");
      expect_found(whole_.substr(0, length), look);
      EXPECT_NE(load_error(), "");
      ASSERT_FALSE(HasFailure());
    }
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
  void expect_found(const std::string& damaged, const std::function<void()>& look) const {
    std::filesystem::remove(path_);  // a file that is mapped must not change
    write_file(path_, damaged);
    EXPECT_FALSE(verify_file(path_).is_whole());
    ::testing::internal::CaptureStderr();
    try {
      look();
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), ::testing::AllOf(::testing::HasSubstr(path_),
                                                 ::testing::Not(::testing::HasSubstr("\n"))));
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  }

  void (*load_)(const std::string& path);
};

}  // namespace t2v
