#include "model/train_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/error.h"

namespace t2v {

void require_train_state(const Hdf5Reader& file, const std::string& path,
                         std::string_view finished) {
  const auto names = file.read_names("/");
  if (std::ranges::find(names, &kTrainState[1]) != names.end()) return;
  throw Error(fmt::format("{}: is {}, expected a checkpoint of its training", path, finished));
}

TrainingOrigin read_training_origin(const Hdf5Reader& file) {
  TrainingOrigin origin{
      file.read_text_attribute("options"), file.read_text_attribute("corpus_sha256"), {}};
  const std::string tokenizer = file.read_text("/tokenizer/name");
  try {
    origin.tokenizer = restore_tokenizer(tokenizer, file.read_bytes("/tokenizer/model"));
  } catch (const Error& error) {
    file.fail("/tokenizer", error.what());
  }
  return origin;
}

void require_same_keys(const std::string& path, std::string_view what, const Vocabulary& stored,
                       const Vocabulary& found, std::string_view program) {
  const bool same = std::ranges::equal(
      stored.entries(), found.entries(),
      [](const auto& a, const auto& b) { return a.key == b.key && a.count == b.count; });
  if (same) return;
  throw Error(fmt::format(
      "{}: its {} {} are not the {} found now in the same text, expected the version of {} that "
      "made it",
      path, stored.size(), what, found.size(), program));
}

}  // namespace t2v
