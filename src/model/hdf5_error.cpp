#include "model/hdf5_error.h"

#include <hdf5.h>

namespace t2v {
namespace {

herr_t keep_innermost(unsigned depth, const H5E_error2_t* error, void* reason) {
  if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(reason) = error->desc;
  return 0;
}

herr_t keep_reason(hid_t stack, void* reason) {
  return H5Ewalk2(stack, H5E_WALK_UPWARD, keep_innermost, reason);
}

}  // namespace

// HDF5 calls `keep_reason` where it would print.
Hdf5Listener::Hdf5Listener() {
  H5Eset_auto2(H5E_DEFAULT, keep_reason, &last_reason_);
}

// Nothing may be left there: HDF5 cannot close a damaged file altogether, and unless errors go
// nowhere it prints so when the process ends.
Hdf5Listener::~Hdf5Listener() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string Hdf5Listener::reason(const std::string& otherwise) const {
  return last_reason_.empty() ? otherwise : last_reason_;
}

}  // namespace t2v
