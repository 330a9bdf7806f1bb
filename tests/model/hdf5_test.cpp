#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Writes with `write`, then opens the file for reading.
template <typename Write>
Hdf5Reader written(const std::string& path, Write write) {
  ReplacementFile replacement(path);
  Hdf5Writer file(replacement);
  write(file);
  file.close();
  replacement.commit();
  return Hdf5Reader(path);
}

TEST(Hdf5, BringsAttributesBack) {
  const TemporaryFolder folder;
  const Hdf5Reader file = written(folder.file("f.h5"), [](Hdf5Writer& writer) {
    writer.write_attribute("text", "한국어 😀");
    writer.write_attribute("empty", "");
    writer.write_attribute("small", std::uint32_t{7});
    writer.write_attribute("large", std::uint64_t{18446744073709551615U});
    writer.write_attribute("long", std::string(100'000, 'x'));  // beyond an object header's 64 KB
  });
  EXPECT_EQ(file.read_text_attribute("text"), "한국어 😀");
  EXPECT_EQ(file.read_text_attribute("empty"), "");
  EXPECT_EQ(file.read_number_attribute("small"), 7U);
  EXPECT_EQ(file.read_number_attribute("large"), 18446744073709551615U);
  EXPECT_EQ(file.read_text_attribute("long"), std::string(100'000, 'x'));
  EXPECT_TRUE(file.has_attribute("text"));
  EXPECT_FALSE(file.has_attribute("other"));
}

TEST(Hdf5, BringsDatasetsBack) {
  const TemporaryFolder folder;
  StringColumn strings(3, 9);
  strings.set(0, "최악");
  strings.set(2, "123456789");
  Matrix vectors(2, 3);
  for (int i = 0; i < 6; ++i) vectors.row(i / 3)[i % 3] = static_cast<float>(i);

  const Hdf5Reader file = written(folder.file("f.h5"), [&](Hdf5Writer& writer) {
    writer.create_group("/g");
    writer.write_text("/g/text", "whitespace");
    writer.write_bytes("/g/bytes", std::string("a\0\xFF", 3));
    writer.write_strings("/g/strings", strings);
    writer.write_counts("/g/counts", std::vector<std::uint64_t>{5, 18446744073709551615U});
    writer.write_vectors("/g/vectors", vectors);
  });
  EXPECT_EQ(file.read_text("/g/text"), "whitespace");
  EXPECT_EQ(file.read_bytes("/g/bytes"), std::string("a\0\xFF", 3));
  EXPECT_THAT(file.read_counts("/g/counts"), ElementsAre(5U, 18446744073709551615U));
  const StringColumn read = file.read_strings("/g/strings", 9);
  ASSERT_EQ(read.rows(), 3U);
  EXPECT_EQ(read[0], "최악");
  EXPECT_EQ(read[1], "");
  EXPECT_EQ(read[2], "123456789");
  const Matrix matrix = file.read_vectors("/g/vectors");
  ASSERT_EQ(matrix.rows(), 2U);
  EXPECT_THAT(matrix.vector(0), ElementsAre(0, 1, 2));
  EXPECT_THAT(matrix.vector(1), ElementsAre(3, 4, 5));
}

TEST(Hdf5, KnowsDatasetsOfNothing) {
  const TemporaryFolder folder;
  const Hdf5Reader file = written(folder.file("f.h5"), [](Hdf5Writer& writer) {
    writer.write_bytes("/bytes", "");
    writer.write_strings("/strings", StringColumn(0, 0));
    writer.write_counts("/counts", {});
    writer.write_counts32("/counts32", {});
    writer.write_vectors("/vectors", Matrix(0, 5));
  });
  EXPECT_EQ(file.read_bytes("/bytes"), "");
  EXPECT_EQ(file.read_strings("/strings", 255).rows(), 0U);
  EXPECT_TRUE(file.read_counts("/counts").empty());
  EXPECT_TRUE(file.read_counts32("/counts32").empty());
  EXPECT_EQ(file.read_vectors("/vectors").rows(), 0U);
  EXPECT_EQ(file.read_vectors("/vectors").dim(), 5U);
}

TEST(Hdf5, BringsVectorsOfManyChunksBack) {
  const TemporaryFolder folder;
  constexpr std::size_t kRows = 3000;  // 3000 x 300 x 4 bytes: three and a half chunks
  Matrix vectors(kRows, 300);
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t i = 0; i < 300; ++i) vectors.row(row)[i] = static_cast<float>(row * 300 + i);
  }
  const Hdf5Reader file = written(
      folder.file("f.h5"), [&](Hdf5Writer& writer) { writer.write_vectors("/vectors", vectors); });
  const Matrix read = file.read_vectors("/vectors");
  ASSERT_EQ(read.rows(), kRows);
  for (std::size_t row = 0; row < kRows; ++row) {
    ASSERT_EQ(read.row(row)[0], static_cast<float>(row * 300));
    ASSERT_EQ(read.row(row)[299], static_cast<float>(row * 300 + 299));
    ASSERT_EQ(read.row(row)[300], 0.0F) << "padding";
  }
}

TEST(Hdf5, NamesFileAndObjectInErrors) {
  const TemporaryFolder folder;
  const std::string path = folder.file("f.h5");
  const Hdf5Reader file = written(path, [](Hdf5Writer& writer) {
    writer.write_attribute("text", "seven");
    writer.write_attribute("number", std::uint32_t{7});
    writer.write_counts("/counts", std::vector<std::uint64_t>{5});
    writer.write_vectors("/vectors", Matrix(1, 5));
    writer.write_strings("/strings", StringColumn(1, 20));
  });
  const auto error = [](auto call) { return message_of<Error>(call); };
  EXPECT_EQ(error([&] { file.read_number_attribute("text"); }),
            path + ": text: an integer was expected");
  EXPECT_EQ(error([&] { file.read_text_attribute("number"); }),
            path + ": number: a string was expected");
  EXPECT_THAT(error([&] { file.read_text_attribute("other"); }),
              HasSubstr(path + ": other: cannot be read ("));
  EXPECT_THAT(error([&] { file.read_counts("/none/counts"); }),
              HasSubstr(path + ": /none/counts: cannot be read ("));
  EXPECT_EQ(error([&] { file.read_vectors("/counts"); }),
            path + ": /counts: has an unexpected type");
  EXPECT_EQ(error([&] { file.read_text("/strings"); }),
            path + ": /strings: 0 dimension(s) were expected");
  EXPECT_EQ(error([&] { file.read_strings("/strings", 19); }),
            path + ": /strings: strings longer than 19 bytes");
}

TEST(Hdf5, OpensHdf5FilesOnly) {
  const TemporaryFolder folder;
  write_file(folder.file("text"), "스토리 최악\n");
  write_file(folder.file("empty"), "");
  const auto error = [&](const std::string& name) {
    return message_of<Error>([&] { const Hdf5Reader file(folder.file(name)); });
  };
  const std::string cannot_open = "cannot open " + folder.path();
  EXPECT_EQ(error("none"), cannot_open + "/none: No such file or directory");
  EXPECT_EQ(error(""), cannot_open + "/: it is a directory");
  EXPECT_EQ(error("text"), cannot_open + "/text: not an HDF5 file, as t2v models are");
  EXPECT_EQ(error("empty"), cannot_open + "/empty: not an HDF5 file, as t2v models are");
  EXPECT_EQ(message_of<Error>([] { const Hdf5Reader file("/dev/null"); }),
            "cannot open /dev/null: it is not a regular file");
}

/// A file as ours are, but for what is in it.
H5::H5File created(const std::string& path) {
  H5::FileAccPropList access;
  access.setLibverBounds(H5F_LIBVER_V110, H5F_LIBVER_V110);
  return {path, H5F_ACC_TRUNC, H5::FileCreatPropList::DEFAULT, access};
}

/// A dataset that claims `rows` of 1 KB, of which nothing is stored.
void write_hollow_dataset(const std::string& path, hsize_t rows, bool deflated) {
  const H5::H5File file = created(path);
  const hsize_t shape[] = {rows, 256};
  const hsize_t chunk[] = {1, 256};
  H5::DSetCreatPropList creation;
  creation.setChunk(2, chunk);
  if (deflated) creation.setDeflate(1);
  file.createDataSet("hollow", H5::PredType::IEEE_F32LE, H5::DataSpace(2, shape), creation);
}

TEST(Hdf5, TakesNoMemoryOnTheWordOfAFile) {
  const TemporaryFolder folder;
  for (const bool deflated : {false, true}) {
    for (const hsize_t rows : {hsize_t{1} << 10, hsize_t{1} << 40, hsize_t{1} << 60}) {
      write_hollow_dataset(folder.file("f.h5"), rows, deflated);
      const Hdf5Reader file(folder.file("f.h5"));
      EXPECT_THAT(message_of<Error>([&] { file.read_vectors("hollow"); }),
                  HasSubstr("claims more data than the file holds"));
    }
  }
}

TEST(Hdf5, CountsNoRowsOnTheWordOfAFile) {
  const TemporaryFolder folder;
  {
    const hsize_t shape[] = {hsize_t{1} << 60, 0};
    created(folder.file("f.h5"))
        .createDataSet("hollow", H5::PredType::IEEE_F32LE, H5::DataSpace(2, shape));
  }
  const Hdf5Reader file(folder.file("f.h5"));
  EXPECT_THAT(message_of<Error>([&] { file.read_vectors("hollow"); }),
              HasSubstr("has 1152921504606846976 rows without columns"));
}

TEST(Hdf5, RefusesChunksBeyondTheirDataset) {
  const TemporaryFolder folder;
  {
    const H5::H5File file = created(folder.file("f.h5"));
    const hsize_t shape[] = {1};
    const hsize_t most[] = {H5S_UNLIMITED};
    const hsize_t chunk[] = {100'000};
    H5::DSetCreatPropList creation;
    creation.setChunk(1, chunk);
    creation.setDeflate(1);
    const std::uint64_t count = 1;
    file.createDataSet("counts", H5::PredType::STD_U64LE, H5::DataSpace(1, shape, most), creation)
        .write(&count, H5::PredType::NATIVE_UINT64);
  }
  const Hdf5Reader file(folder.file("f.h5"));
  EXPECT_THAT(message_of<Error>([&] { file.read_counts("counts"); }),
              HasSubstr("is in chunks beyond its size"));
}

}  // namespace
}  // namespace t2v
