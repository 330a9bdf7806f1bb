#include "query/term.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "text/error.h"
#include "text/normalize.h"
#include "text/spelling.h"
#include "text/white_space.h"

namespace t2v {
namespace {

constexpr std::string_view kWordPrefix = "word:";
constexpr std::string_view kLabelPrefix = "label:";

/// A model with at most this many labels has them all listed when one is mistyped.
constexpr std::uint32_t kFewLabels = 10;

/// A term taken apart, not yet looked up.
struct TermText {
  std::string whole;      ///< normalised, as typed
  std::string_view name;  ///< part of `whole` behind sign and prefix
  bool is_signed = false;
  float weight = 1;
  std::optional<TermKind> forced;
};

bool drop_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Fills `term` from the text; `term` must not be moved afterwards (`name` points into `whole`).
void take_apart(std::string_view text, TermText& term) {
  term.whole = normalized_key(text);
  term.name = term.whole;
  if (drop_prefix(term.name, "-")) {
    term.is_signed = true;
    term.weight = -1;
  } else if (drop_prefix(term.name, "+")) {
    term.is_signed = true;
  }
  if (drop_prefix(term.name, kWordPrefix)) {
    term.forced = TermKind::kWord;
  } else if (drop_prefix(term.name, kLabelPrefix)) {
    term.forced = TermKind::kLabel;
  }
  if (term.name.empty()) {
    throw Error(
        fmt::format("'{}' is no term: expected a word or a label, with + or - before it "
                    "where it is to be added or taken away",
                    text));
  }
}

/// What is said about an unknown name, and the names that this mentions.
struct Hint {
  std::string text;
  std::vector<std::string> names;

  void add(std::string_view what, const std::vector<std::string>& more,
           std::string_view separator = ", ") {
    if (more.empty()) return;
    text += fmt::format("; {}{}", what, fmt::join(more, separator));
    names.insert(names.end(), more.begin(), more.end());
  }
};

void add_label_choices(std::string_view name, const ModelView& model, Hint& hint) {
  if (model.labels.size() > kFewLabels)
    return hint.add("similar labels: ", similar_spellings(name, model.labels));
  if (model.labels.empty()) hint.text += "; the model has no labels";
  std::vector<std::string> all;
  for (const Vocabulary::Entry& entry : model.labels.entries()) all.push_back(entry.key);
  hint.add("its labels: ", all);
}

/// Says so when the tokenizer that cut the training text cuts `name` into several known words.
void add_known_pieces(std::string_view name, const ModelView& model, Hint& hint) {
  const std::shared_ptr<const Tokenizer> tokenizer = model.tokenizer ? model.tokenizer() : nullptr;
  if (!tokenizer) return;
  std::vector<std::string_view> pieces;
  tokenizer->tokenize(name, pieces);
  const auto known = [&](std::string_view piece) { return model.words.id(piece).has_value(); };
  if (pieces.size() < 2 || !std::all_of(pieces.begin(), pieces.end(), known)) return;
  hint.add(fmt::format("the model's tokenizer ({}) cuts it into the words ", tokenizer->name()),
           {pieces.begin(), pieces.end()}, " ");
}

[[noreturn]] void throw_unknown(const TermText& term, const ModelView& model,
                                Suggestions suggestions) {
  const bool similar = suggestions == Suggestions::kSimilar;
  Hint hint;
  if (term.forced == TermKind::kLabel) {
    if (similar) add_label_choices(term.name, model, hint);
    throw UnknownName(fmt::format("'{}' is no label of this model{}", term.name, hint.text),
                      std::string(term.name), std::move(hint.names));
  }
  if (model.words.id(term.whole))
    hint.text = fmt::format("; {0}{1} is the word {1}", kWordPrefix, term.whole);
  if (similar) {
    hint.add("similar words: ", similar_spellings(term.name, model.words.vocabulary()));
    if (!term.forced) hint.add("similar labels: ", similar_spellings(term.name, model.labels));
    add_known_pieces(term.name, model, hint);
  }
  throw UnknownName(fmt::format("'{}' is {} of this model{}", term.name,
                                term.forced ? "no word" : "neither a word nor a label", hint.text),
                    std::string(term.name), std::move(hint.names));
}

Term resolve(const TermText& text, const ModelView& model, Suggestions suggestions,
             std::vector<std::string>& remarks) {
  const auto word = text.forced == TermKind::kLabel ? std::nullopt : model.words.id(text.name);
  const auto label = text.forced == TermKind::kWord ? std::nullopt : model.labels.id(text.name);
  if (!word && !label) throw_unknown(text, model, suggestions);

  if (text.is_signed && model.words.id(text.whole)) {
    remarks.push_back(
        fmt::format("'{0}' is a word as well; taken as {1} with a sign ({2}{0} is the "
                    "word)",
                    text.whole, text.name, kWordPrefix));
  }
  if (label && (text.is_signed || !word)) return {TermKind::kLabel, *label, text.weight};
  if (label) {
    remarks.push_back(
        fmt::format("'{0}' is a word and a label; taken as the word ({1}{0} is the "
                    "label)",
                    text.name, kLabelPrefix));
  }
  return {TermKind::kWord, *word, text.weight};
}

}  // namespace

std::string normalized_key(std::string_view text) {
  const std::string normal = normalize(text).text;
  std::string_view first;
  std::string_view last;
  for_each_word(normal, [&](std::string_view word) {
    if (first.empty()) first = word;
    last = word;
  });
  return {first.data(), last.data() + last.size()};
}

ResolvedTerms resolve_terms(std::span<const std::string> texts, const ModelView& model,
                            Suggestions suggestions) {
  ResolvedTerms resolved;
  resolved.terms.reserve(texts.size());
  for (const std::string& text : texts) {
    TermText term;
    take_apart(text, term);
    resolved.terms.push_back(resolve(term, model, suggestions, resolved.remarks));
  }
  return resolved;
}

std::uint32_t resolve_label(std::string_view text, const ModelView& model) {
  TermText term;
  term.whole = normalized_key(text);
  term.name = term.whole;
  term.forced = TermKind::kLabel;
  // A label may really be called `label:x`.
  if (const auto id = model.labels.id(term.name)) return *id;
  drop_prefix(term.name, kLabelPrefix);
  if (const auto id = model.labels.id(term.name)) return *id;
  throw_unknown(term, model, Suggestions::kSimilar);
}

std::span<const float> term_vector(const Term& term, const ModelView& model) {
  return term.kind == TermKind::kWord ? model.word_input.vector(term.id)
                                      : model.label_input.vector(term.id);
}

std::vector<float> sum_of_terms(std::span<const Term> terms, const ModelView& model) {
  std::vector<float> sum(model.word_input.dim(), 0.0F);
  for (const Term& term : terms) {
    const std::span<const float> vector = term_vector(term, model);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += term.weight * vector[i];
  }
  if (std::all_of(sum.begin(), sum.end(), [](float value) { return value == 0; }))
    throw Error("the terms cancel each other out: their vectors add up to zero");
  return sum;
}

std::vector<std::uint32_t> ids_of_kind(std::span<const Term> terms, TermKind kind) {
  std::vector<std::uint32_t> ids;
  for (const Term& term : terms)
    if (term.kind == kind) ids.push_back(term.id);
  return ids;
}

}  // namespace t2v
