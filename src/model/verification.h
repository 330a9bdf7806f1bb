#pragma once

#include <string>
#include <vector>

#include "text/error.h"

namespace t2v {

/// What was found of a part of a file.
struct PartState {
  std::string part;
  std::string damage{};  ///< where, or what is the matter; empty: every byte is as it was written

  bool is_whole() const { return damage.empty(); }
};

/// What was found of a file, in the order of its parts in it.
struct FileState {
  std::vector<PartState> parts;

  bool is_whole() const;
};

/// Reads every byte of a model file of any kind, or of the cache of an encoded corpus, and compares
/// it with the checksums in it. Of a sealed file that is every byte against the Seal, whatever the
/// state of the others. A file of an older version has no seal: there, and where the seal itself is
/// damaged, HDF5 verifies its structure and each dataset stands against its Fletcher32.
///
/// That the parts make sense together is not looked at: whoever loads the file does.
/// @throws Error when there is no such file, or it is of no kind of ours
FileState verify_file(const std::string& path);

/// What an error says of a file, without the file's name.
std::string reason_of(const Error& error, const std::string& path);

}  // namespace t2v
