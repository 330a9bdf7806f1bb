#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace t2v {

struct NormalizedText {
  std::string text;                   ///< valid UTF-8 in NFC
  std::size_t invalid_sequences = 0;  ///< ill-formed UTF-8 sequences, each replaced by one U+FFFD
};

/// Brings one line of text into the form all tokenizers see: ill-formed UTF-8 becomes U+FFFD (one
/// for each maximal subpart, as Unicode 15 section 3.9 recommends), full-width ASCII (U+FF01 to
/// U+FF5E) folds to ASCII and the ideographic space to a space, control characters become spaces,
/// then NFC. Not NFKC: that would turn the compatibility jamo of ㅋㅋ and ㅠㅠ into other letters.
/// Normalising twice changes nothing.
NormalizedText normalize(std::string_view line);

}  // namespace t2v
