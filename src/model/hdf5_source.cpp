#include "model/hdf5_source.h"

#include <algorithm>
#include <cstddef>
#include <new>
#include <span>

namespace t2v {
namespace {

/// What file access properties carry; HDF5 copies it byte by byte, and uses it at once.
struct DriverInfo {
  const std::shared_ptr<Hdf5Source>* source;
};

/// An open file as HDF5's virtual file layer knows it; `common` must come first. HDF5 may keep one
/// until the process ends, as it cannot close a damaged file altogether.
struct OpenFile {
  H5FD_t common;
  std::shared_ptr<Hdf5Source> source;
};

OpenFile& open_file(H5FD_t* file) {
  return *reinterpret_cast<OpenFile*>(file);
}
const OpenFile& open_file(const H5FD_t* file) {
  return *reinterpret_cast<const OpenFile*>(file);
}

H5FD_t* open_source(const char*, unsigned flags, hid_t access, haddr_t) {
  const void* info = H5Pget_driver_info(access);
  if (info == nullptr || (flags & H5F_ACC_RDWR) != 0) return nullptr;
  auto* file = new (std::nothrow) OpenFile{};
  if (file == nullptr) return nullptr;
  file->source = *static_cast<const DriverInfo*>(info)->source;
  return &file->common;
}

herr_t close_source(H5FD_t* file) {
  delete &open_file(file);
  return 0;
}

herr_t query_features(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE;
  return 0;
}

haddr_t end_of_allocation(const H5FD_t* file, H5FD_mem_t) {
  return open_file(file).source->allocated_bytes;
}

herr_t set_end_of_allocation(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  open_file(file).source->allocated_bytes = end;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) {
  return open_file(file).source->hdf5_bytes;
}

/// HDF5 may ask for more than there is, in the hope of needing it, and then expects zeros.
herr_t read_source(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size,
                   void* memory) {
  Hdf5Source& source = *open_file(file).source;
  const std::span bytes(static_cast<std::byte*>(memory), size);
  const std::uint64_t end = source.hdf5_bytes;
  const std::size_t there = offset < end ? std::min<std::uint64_t>(size, end - offset) : 0;
  try {
    source.file.read_at(offset, bytes.first(there));
  } catch (...) {
    if (!source.failure) source.failure = std::current_exception();
    return -1;
  }
  std::ranges::fill(bytes.subspan(there), std::byte{0});
  return 0;
}

/// Drivers without are none to HDF5, but it never writes to a file that is open for reading.
herr_t refuse_to_write(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*) {
  return -1;
}

hid_t register_driver() {
  static H5FD_class_t driver = [] {
    H5FD_class_t functions = {};
#if H5_VERSION_GE(1, 13, 2)
    functions.version = H5FD_CLASS_VERSION;
    functions.value = 401;  // 256 to 511 need no registration
#endif
    functions.name = "t2v file to read";
    functions.maxaddr = HADDR_MAX / 2;  // offsets are signed
    functions.fc_degree = H5F_CLOSE_STRONG;
    functions.fapl_size = sizeof(DriverInfo);
    functions.open = open_source;
    functions.close = close_source;
    functions.query = query_features;
    functions.get_eoa = end_of_allocation;
    functions.set_eoa = set_end_of_allocation;
    functions.get_eof = end_of_file;
    functions.read = read_source;
    functions.write = refuse_to_write;
    std::ranges::fill(functions.fl_map, H5FD_MEM_DEFAULT);
    return functions;
  }();
  return H5FDregister(&driver);
}

}  // namespace

H5::FileAccPropList access_to(const std::shared_ptr<Hdf5Source>& source) {
  static const hid_t driver = register_driver();
  const DriverInfo info{&source};
  H5::FileAccPropList access;
  access.setDriver(driver, &info);
  return access;
}

}  // namespace t2v
