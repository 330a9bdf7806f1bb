#pragma once

#include <string>

#include "fuzz/fuzz_targets.h"
#include "fuzz/hdf5_edits.h"

namespace t2v::fuzzing {

/// Files of one kind of model, and how they are read.
struct ModelFiles {
  std::string model;                       ///< bytes of a whole one, as is the next
  std::string checkpoint;                  ///< one that training goes on from
  Hdf5Names names;                         ///< what is in them
  void (*mend)(const ScratchFile& file);   ///< makes their own checksums hold, if they can be read
  bool (*reads)(const std::string& path);  ///< puts a file to use; whether it loads
  /// The same files as HDF5 has them, made once for all inputs.
  std::string unsealed_model = without_seal(model);
  std::string unsealed_checkpoint = without_seal(checkpoint);
};

/// Changes of a model's bytes: verification finds each, and what is whole loads.
void fuzz_bytes_of(const ModelFiles& files, Bytes input);

/// Changes of what a model or a checkpoint says, in a file that is sound: the first byte tells
/// which, and whether its own checksums are made to hold.
void fuzz_content_of(const ModelFiles& files, Bytes input);

}  // namespace t2v::fuzzing
