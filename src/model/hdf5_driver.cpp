#include "model/hdf5_driver.h"

#include <algorithm>
#include <new>

namespace t2v {

void Hdf5Sink::write_at(std::uint64_t offset, std::span<const std::byte> bytes) noexcept {
  if (failure_) return;
  try {
    file_.write_at(offset, bytes);
  } catch (...) {
    failure_ = std::current_exception();
  }
}

void Hdf5Sink::read_at(std::uint64_t offset, std::span<std::byte> bytes) noexcept {
  try {
    file_.read_at(offset, bytes);
  } catch (...) {
    std::ranges::fill(bytes, std::byte{0});
    if (!failure_) failure_ = std::current_exception();
  }
}

void Hdf5Sink::resize(std::uint64_t bytes) noexcept {
  if (failure_) return;
  try {
    file_.resize(bytes);
  } catch (...) {
    failure_ = std::current_exception();
  }
}

void Hdf5Sink::rethrow_failure() const {
  if (failure_) std::rethrow_exception(failure_);
}

namespace {

/// What file access properties carry; HDF5 copies it.
struct DriverInfo {
  Hdf5Sink* sink;
};

/// An open file as HDF5's virtual file layer knows it; `common` must come first.
struct OpenFile {
  H5FD_t common;
  Hdf5Sink* sink;
  haddr_t end_of_allocation;
};

OpenFile& open_file(H5FD_t* file) {
  return *reinterpret_cast<OpenFile*>(file);
}
const OpenFile& open_file(const H5FD_t* file) {
  return *reinterpret_cast<const OpenFile*>(file);
}

H5FD_t* open_sink(const char*, unsigned, hid_t access, haddr_t) {
  const void* info = H5Pget_driver_info(access);
  if (info == nullptr) return nullptr;
  auto* file = new (std::nothrow) OpenFile{};
  if (file == nullptr) return nullptr;
  file->sink = static_cast<const DriverInfo*>(info)->sink;
  return &file->common;
}

herr_t close_sink(H5FD_t* file) {
  delete &open_file(file);
  return 0;
}

herr_t query_features(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t end_of_allocation(const H5FD_t* file, H5FD_mem_t) {
  return open_file(file).end_of_allocation;
}

herr_t set_end_of_allocation(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  open_file(file).end_of_allocation = end;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) {
  return open_file(file).sink->size();
}

herr_t read_sink(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, void* bytes) {
  open_file(file).sink->read_at(offset, {static_cast<std::byte*>(bytes), size});
  return 0;
}

herr_t write_sink(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size,
                  const void* bytes) {
  open_file(file).sink->write_at(offset, {static_cast<const std::byte*>(bytes), size});
  return 0;
}

/// Space may be allocated at the end and never written; a reader expects it all the same.
herr_t truncate_sink(H5FD_t* file, hid_t, hbool_t) {
  OpenFile& open = open_file(file);
  if (open.sink->size() != open.end_of_allocation) open.sink->resize(open.end_of_allocation);
  return 0;
}

hid_t register_driver() {
  static H5FD_class_t driver = [] {
    H5FD_class_t functions = {};
#if H5_VERSION_GE(1, 13, 2)
    functions.version = H5FD_CLASS_VERSION;
    functions.value = 400;  // 256 to 511 need no registration
#endif
    functions.name = "t2v replacement file";
    functions.maxaddr = HADDR_MAX / 2;  // offsets are signed
    functions.fc_degree = H5F_CLOSE_STRONG;
    functions.fapl_size = sizeof(DriverInfo);
    functions.open = open_sink;
    functions.close = close_sink;
    functions.query = query_features;
    functions.get_eoa = end_of_allocation;
    functions.set_eoa = set_end_of_allocation;
    functions.get_eof = end_of_file;
    functions.read = read_sink;
    functions.write = write_sink;
    functions.truncate = truncate_sink;
    std::ranges::fill(functions.fl_map, H5FD_MEM_DEFAULT);
    return functions;
  }();
  return H5FDregister(&driver);
}

}  // namespace

H5::FileAccPropList access_to(Hdf5Sink& sink) {
  static const hid_t driver = register_driver();
  const DriverInfo info{&sink};
  H5::FileAccPropList access;
  access.setDriver(driver, &info);
  // So that numbers can be used where they lie in a mapped file; a cache line.
  constexpr hsize_t kAlignment = 64;
  access.setAlignment(1, kAlignment);
  // Metadata of this version carries checksums throughout; HDF5 1.10 (2016) and later read it.
  access.setLibverBounds(H5F_LIBVER_V110, H5F_LIBVER_V110);
  return access;
}

}  // namespace t2v
