#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/model_view.h"
#include "query/term.h"

namespace t2v {

/// Whether arguments of an analogy are a question in four places, 최악 : 부정 = ? : 긍정, rather
/// than terms: there are an =, a : and a ?, or a : or = stands alone and no argument has a sign.
/// Words that are called so can be named as word:: and word:=.
bool is_quiz(std::span<const std::string> arguments);

/// The terms of a question a : b = c : d, one of whose places is ?. From a - b = c - d follows what
/// stands there: a - b + d in the third place, written `a`, `-b`, `+d`, and so on for the others.
/// The first term is the one that ? is parallel to.
///
/// The arguments may be cut in any way, colons and equal signs may be full-width, spaces are needed
/// around a separating colon only where a name beside it holds one too: film:122095 : 부정.
/// @throws Error where the text has another form
std::vector<std::string> quiz_terms(std::span<const std::string> arguments);

/// The same, looked up.
/// @throws Error also for unknown terms, and where a label would be the answer (최악 : ? = 최고 :
///   긍정)
ResolvedTerms resolve_quiz(std::span<const std::string> arguments, const ModelView& model,
                           Suggestions suggestions = Suggestions::kSimilar);

}  // namespace t2v
