#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command/model_key.h"

namespace t2v {

/// Keys of a model for completion, at most kMostKeys: labels, then words, of each the most frequent
/// first. Nothing where the model cannot be read: nobody asked for a message.
std::vector<std::string> complete_model_key(const std::string& model, ModelKey kind,
                                            std::string_view typed);

inline constexpr std::size_t kMostKeys = 200;

}  // namespace t2v
