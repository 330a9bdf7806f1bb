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

/// What normalize gives as a view.
struct NormalizedLine {
  std::string_view text;
  std::size_t invalid_sequences = 0;
};

/// As above without copying: the text is `line` itself where that is in this form already, as most
/// lines are, else it stands in `buffer`.
NormalizedLine normalize(std::string_view line, std::string& buffer);

}  // namespace t2v
