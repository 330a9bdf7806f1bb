#pragma once

#include <span>
#include <string>

#include "fuzz/choices.h"
#include "fuzz/scratch_file.h"

namespace t2v::fuzzing {

/// The names in a kind of model file.
struct Hdf5Names {
  std::span<const char* const> attributes;  ///< of /
  std::span<const char* const> datasets;
};

/// Changes an HDF5 file without a seal by HDF5 itself, so that all of its own checksums hold: sets,
/// retypes and removes attributes and datasets as `choices` say, until they end.
void edit_hdf5(const ScratchFile& file, const Hdf5Names& names, Choices& choices);

/// The bytes of a sealed file, changed as `choices` say: overwritten, cut, moved, repeated. The
/// seal's very end stays: without it the file passes for one of an older version, which had no
/// seal, and HDF5 1.10 itself does not stand every damage.
std::string edited_bytes(std::string bytes, Choices& choices);

/// `bytes` of a model file without its seal.
std::string without_seal(const std::string& bytes);

/// Seals an HDF5 file as it is, so that nothing about it is damaged.
void seal(const ScratchFile& file);

/// Makes the checksum over the strings of a model (model_strings.h) hold again, if they can be
/// read.
void mend_strings_sha256(const ScratchFile& file);

/// Replaces the text of an attribute of /.
void set_text_attribute(const ScratchFile& file, const std::string& name, const std::string& text);

/// The bytes of what `save` (a function of a path) writes.
std::string bytes_written_by(void (*save)(const std::string& path));

}  // namespace t2v::fuzzing
