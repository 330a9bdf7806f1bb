#include "model/training_record.h"

#include <string>

#include "fuzz/property.h"

namespace t2v::fuzzing {

/// The options that a model file holds, JSON.
void fuzz_training_record(Bytes input) {
  const std::string text(text_of(input));
  accepts([&] { recorded_training_options(text).validate(); });
}

}  // namespace t2v::fuzzing
