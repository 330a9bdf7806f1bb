#include "query/term.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "fuzz/property.h"
#include "fuzz/small_models.h"
#include "query/quiz.h"
#include "text/lines.h"

namespace t2v::fuzzing {
namespace {

const EmbeddingModel& model() {
  static const EmbeddingModel model = small_embedding();
  return model;
}

bool same(const Term& a, const Term& b) {
  return a.kind == b.kind && a.id == b.id && a.weight == b.weight;
}

/// The term that is sure to name what `term` is.
std::string written(const Term& term) {
  const bool is_word = term.kind == TermKind::kWord;
  return fmt::format("{}{}:{}", term.weight > 0 ? "+" : "-", is_word ? "word" : "label",
                     is_word ? model().words.key(term.id) : model().labels.key(term.id));
}

ResolvedTerms resolved(const std::vector<std::string>& texts) {
  return resolve_terms(texts, model());
}

void require_term(const std::string& text) {
  ResolvedTerms found;
  if (!accepts([&] { found = resolved({text}); })) return;
  require(found.terms.size() == 1, "a text is a term");
  const Term& term = found.terms.front();
  require(term.weight == 1 || term.weight == -1, "a term is added or taken away");
  require(term.id < (term.kind == TermKind::kWord ? model().words : model().labels).size(),
          "a term is a key of the model");
  const ResolvedTerms again = resolved({written(term)});
  require(same(again.terms.front(), term), "a term that is written out is the same");
  require(same(resolved({normalized_key(text)}).terms.front(), term),
          "a text in normal form is the same term");
}

void require_label(const std::string& text) {
  std::uint32_t label = 0;
  if (!accepts([&] { label = resolve_label(text, model()); })) return;
  require(resolve_label(model().labels.key(label), model()) == label,
          "a label that is written out is the same");
}

/// A name without the sign that a term of a question begins with.
std::string name_of(const std::string& term, bool always_signed) {
  const bool has_sign = always_signed || term.starts_with('+');
  return term.substr(has_sign ? 1 : 0);
}

void require_quiz(const std::vector<std::string>& arguments) {
  if (!is_quiz(arguments)) return;
  std::vector<std::string> terms;
  if (!accepts([&] { terms = quiz_terms(arguments); })) return;
  require(terms.size() == 3, "a question names three places");
  require(terms[1].starts_with('-') && terms[2].starts_with('+'), "places have their signs");
  const std::array names{name_of(terms[0], false), name_of(terms[1], true),
                         name_of(terms[2], true)};
  // A name that is but a separator can only stand where others are less free.
  const auto separates = [](const std::string& name) { return name == ":" || name == "="; };
  if (std::ranges::none_of(names, separates)) {
    const std::string asked = fmt::format("{} : {} = ? : {}", names[0], names[1], names[2]);
    require(quiz_terms(std::vector{asked}) == terms, "a question that is written out is the same");
  }
  accepts([&] { resolve_quiz(arguments, model()); });
}

}  // namespace

/// What stands on a command line, an argument a line.
void fuzz_terms(Bytes input) {
  std::vector<std::string> arguments;
  for_each_line(text_of(input), [&](std::string_view line) { arguments.emplace_back(line); });
  for (const std::string& argument : arguments) {
    require_term(argument);
    require_label(argument);
  }
  require_quiz(arguments);
}

}  // namespace t2v::fuzzing
