#include "text/normalize.h"

#include "fuzz/plain_reading.h"
#include "fuzz/property.h"
#include "report/plain_text.h"
#include "text/case_folding.h"
#include "text/spelling.h"

namespace t2v::fuzzing {

/// A line, in any bytes.
void fuzz_normalization(Bytes input) {
  const std::string_view line = text_of(input);
  const NormalizedText normal = normalize(line);
  const PlainNormalization plain = plainly_normalized(line);
  require(normal.text == plain.text, "normalises as ICU does");
  require(normal.invalid_sequences == static_cast<std::size_t>(plain.invalid_sequences),
          "counts ill-formed sequences as ICU does");

  const NormalizedText again = normalize(normal.text);
  require(again.text == normal.text && again.invalid_sequences == 0,
          "normalising twice changes nothing");
  std::string buffer = "what was there before";
  const NormalizedLine in_place = normalize(line, buffer);
  require(in_place.text == normal.text && in_place.invalid_sequences == normal.invalid_sequences,
          "a buffer makes no difference");

  const std::string folded = fold_case(normal.text);
  require(normalize(folded).text == folded, "without case it is still normal");
  require(spelling_distance(line, line) == 0, "a text is spelt like itself");
  require(spelling_distance(folded, normal.text) == spelling_distance(normal.text, folded),
          "spellings are as far apart either way");

  const std::string shown = plain_text(line);
  require(shown.find('\n') == std::string::npos && shown.find('\x1B') == std::string::npos,
          "what is shown neither breaks the line nor steers a terminal");
  require(plain_text(shown) == shown, "what is shown is shown as it is");
}

}  // namespace t2v::fuzzing
