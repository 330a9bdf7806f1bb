#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// What a place on a command line takes from a model.
enum class ModelKey {
  kTerm,   ///< a word or a label, perhaps with a sign and with word: or label: before it
  kWord,   ///< a word
  kLabel,  ///< a label
  kKind,   ///< a kind of labels
};

/// Finds keys of a model that begin as was typed, the most frequent first.
/// @param model its file; empty: the default one
/// @returns whole keys, with whatever sign and prefix was typed; none where the model cannot be
/// read
using CompleteKey = std::vector<std::string> (*)(const std::string& model, ModelKey kind,
                                                 std::string_view typed);

}  // namespace t2v
