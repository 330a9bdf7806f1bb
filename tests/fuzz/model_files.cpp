#include "fuzz/model_files.h"

#include "fuzz/property.h"
#include "model/verification.h"

namespace t2v::fuzzing {

void fuzz_bytes_of(const ModelFiles& files, Bytes input) {
  Choices choices(input);
  const std::string bytes = edited_bytes(files.model, choices);
  const ScratchFile file(bytes);
  const bool whole = verify_file(file.path()).is_whole();
  require(whole == (bytes == files.model), "every change is found");
  require(files.reads(file.path()) || !whole, "a whole file loads");
}

void fuzz_content_of(const ModelFiles& files, Bytes input) {
  Choices choices(input);
  const std::size_t kind = choices.below(8);
  const bool mends = kind % 4 != 0;
  const ScratchFile file(kind < 4 ? files.unsealed_model : files.unsealed_checkpoint);
  edit_hdf5(file, files.names, choices);
  if (mends) files.mend(file);
  seal(file);
  files.reads(file.path());
}

}  // namespace t2v::fuzzing
