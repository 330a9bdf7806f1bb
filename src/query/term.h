#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/model_view.h"
#include "text/error.h"

namespace t2v {

/// A name that a model does not know.
class UnknownName : public Error {
 public:
  UnknownName(const std::string& message, std::string name, std::vector<std::string> suggestions)
      : Error(message), name_(std::move(name)), suggestions_(std::move(suggestions)) {}

  /// Without sign and prefix.
  const std::string& name() const { return name_; }
  /// Names that may have been meant, the likeliest first; the message tells them too.
  const std::vector<std::string>& suggestions() const { return suggestions_; }

 private:
  std::string name_;
  std::vector<std::string> suggestions_;
};

enum class TermKind { kWord, kLabel };

/// A word or a label of a model with its sign in a sum.
struct Term {
  TermKind kind = TermKind::kWord;
  std::uint32_t id = 0;  ///< in the model's words or labels
  float weight = 1;      ///< +1 or -1
};

struct ResolvedTerms {
  std::vector<Term> terms;
  std::vector<std::string> remarks;  ///< one line each, for people
};

/// Whether an error about an unknown term goes on to what may have been meant: that takes as long
/// as many queries.
enum class Suggestions { kNone, kSimilar };

/// `text` in normal form and without white space at its ends, as the keys of a model are written.
std::string normalized_key(std::string_view text);

/// Looks up what a user typed: `word`, `+word`, `-word`, each also as `word:x` or `label:x` behind
/// the sign. The text is normalised first. `word:` and `label:` force the kind; a signed term that
/// names a label is the label; a bare term is the word if there is one, else the label. A remark
/// is made where a bare term could have been either, and where sign and name together are a word
/// too, such as -_-.
///
/// A term is never replaced by parts of it: what is no key of the model as typed is an error, which
/// names similar spellings, and the known words the model's tokenizer cuts it into.
/// @throws Error for an empty term, UnknownName for an unknown one
ResolvedTerms resolve_terms(std::span<const std::string> texts, const ModelView& model,
                            Suggestions suggestions = Suggestions::kSimilar);

/// The id of a label, with or without `label:` before it.
/// @throws UnknownName naming similar labels, or all where they are few
std::uint32_t resolve_label(std::string_view text, const ModelView& model);

/// The sum of the terms' vectors as trained, each times its weight; `dim` floats.
/// @throws Error when the terms cancel each other out
std::vector<float> sum_of_terms(std::span<const Term> terms, const ModelView& model);

/// The vector of one term as trained, without its weight.
std::span<const float> term_vector(const Term& term, const ModelView& model);

/// The ids of those terms that are of `kind`: what a query leaves out of its answers.
std::vector<std::uint32_t> ids_of_kind(std::span<const Term> terms, TermKind kind);

}  // namespace t2v
