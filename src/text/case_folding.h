#pragma once

#include <string>
#include <string_view>

namespace t2v {

/// `text` (valid UTF-8) without distinctions of case, in NFC: texts that differ in case only become
/// the same (Unicode's default full case folding: ß becomes ss).
std::string fold_case(std::string_view text);

}  // namespace t2v
