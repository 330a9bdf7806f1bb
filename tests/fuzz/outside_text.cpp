#include "attribution/outside_text.h"

#include "fuzz/choices.h"
#include "fuzz/plain_reading.h"
#include "fuzz/property.h"
#include "fuzz/small_models.h"

namespace t2v::fuzzing {

/// A text and which of its tokens are kept: a byte for each of the first eight, then the text.
void fuzz_outside_text(Bytes input) {
  static const Classifier classifier(small_cnn());
  Choices choices(input);
  const std::uint8_t mask = choices.byte();
  const EncodedText text = classifier.encode(text_of(choices.rest()));
  std::vector<std::uint32_t> all;
  std::vector<std::uint32_t> kept;
  std::string kept_words;
  for (std::uint32_t token = 0; token < text.tokens(); ++token) {
    all.push_back(token);
    if ((mask >> token % 8 & 1) == 0) continue;
    kept.push_back(token);
    kept_words += text.token(token);
  }
  require(text_of_kept(text, all) == text.text, "with all tokens it is the text itself");
  // Words are what stands between white space here, so nothing else is left.
  require(without_white_space(text_of_kept(text, kept)) == kept_words, "kept words stay");
  const EncodedText again = classifier.encode(text_of_kept(text, kept));
  require(again.tokens() == kept.size(), "kept words stay apart");
}

}  // namespace t2v::fuzzing
