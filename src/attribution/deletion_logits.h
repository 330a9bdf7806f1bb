#pragma once

#include <vector>

#include "classifier/forward_pass.h"
#include "classifier/text_cnn.h"

namespace t2v {

/// Logits of a text without each of its tokens in turn, in time that grows with the text's length
/// and not with its square: the maximum over the windows before a deleted token and that over the
/// windows behind it are known from one sweep each way, so that only windows across the gap are
/// new, one less than the filter is wide.
/// @param pass of more tokens than the widest window
/// @returns [tokens + 1, labels], row j without token j, the last row with all tokens
std::vector<float> deletion_logits(const TextCnn& network, const ForwardPass& pass);

}  // namespace t2v
