#pragma once

#include <string>

#include "classifier/cnn_model.h"
#include "command/command_line.h"

namespace t2v {

/// `-m FILE` of all commands that ask a classifier. Without it: $T2V_CNN, else cnn.h5 in the
/// working folder, else the classifier that is bundled with the program (a note on stderr says so).
class CnnOption {
 public:
  void add_to(CommandLine& command_line);

  /// @throws Error as load_cnn; where no file is found it tells how to name or make one
  CnnModel load() const;

 private:
  std::string path_;
};

/// The classifier file that `train` writes where none is named.
inline constexpr const char* kDefaultCnnPath = "cnn.h5";

}  // namespace t2v
