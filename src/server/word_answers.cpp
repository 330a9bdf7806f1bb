#include "server/word_answers.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "query/analogy.h"
#include "query/contexts.h"
#include "query/neighbors.h"
#include "query/quiz.h"
#include "query/word_search.h"
#include "server/json_answer.h"
#include "server/parameters.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

// Beyond it a contrast drowns the query in any case.
constexpr double kLargestLabelWeight = 1000;

constexpr std::size_t kMostCompletions = 100;

AnswerLimits limits_of(const Parameters& parameters) {
  AnswerLimits limits;
  limits.top = parameters.number<std::size_t>("n", limits.top, 1, WordAnswers::kMostAnswers);
  limits.min_count = parameters.number<std::uint64_t>("min_count", limits.min_count, 0,
                                                      std::numeric_limits<std::uint64_t>::max());
  return limits;
}

std::vector<std::string> required_terms(const Parameters& parameters) {
  std::vector<std::string> texts = parameters.all("q");
  if (texts.empty()) throw RequestError(400, "no q, expected a word or a label such as q=최악");
  return texts;
}

}  // namespace

std::vector<std::string> typed_terms(std::span<const Term> terms, const ModelView& model) {
  std::vector<std::string> texts;
  for (const Term& term : terms) {
    const bool is_word = term.kind == TermKind::kWord;
    const std::string key(is_word ? model.words.key(term.id) : model.labels.key(term.id));
    const bool is_both =
        is_word ? model.labels.id(key).has_value() : model.words.id(key).has_value();
    const std::string prefix = is_both ? (is_word ? "word:" : "label:") : "";
    texts.push_back(fmt::format("{}{}{}", term.weight < 0 ? "-" : "", prefix, key));
  }
  return texts;
}

WordAnswers::WordAnswers(const EmbeddingModel& model, const WordsJson& words_json)
    : model_(model), words_json_(words_json), completion_(model.words, model.labels) {}

HttpAnswer WordAnswers::complete(const HttpRequest& request) const {
  const Parameters parameters(request.parameters, {"q", "n"});
  const auto most = parameters.number<std::size_t>("n", 10, 1, kMostCompletions);
  ordered_json completions = ordered_json::array();
  for (const Completion& completion :
       completion_.complete(parameters.text("q").value_or(""), most)) {
    const bool is_word = completion.kind == TermKind::kWord;
    completions.push_back(
        {{"key", is_word ? model_.words.key(completion.id) : model_.labels.key(completion.id)},
         {"type", is_word ? "word" : "label"},
         {"count",
          is_word ? model_.words.count(completion.id) : model_.labels.count(completion.id)}});
  }
  return json_answer({{"completions", std::move(completions)}});
}

HttpAnswer WordAnswers::neighbors(const HttpRequest& request) const {
  return word_query(request, model_.word_input, kNeighborsLabelWeight);
}

HttpAnswer WordAnswers::contexts(const HttpRequest& request) const {
  return word_query(request, model_.word_output, kContextsLabelWeight);
}

HttpAnswer WordAnswers::word_query(const HttpRequest& request, const VectorTable& rows,
                                   double label_weight) const {
  const Parameters parameters(request.parameters, {"q", "label", "weight", "n", "min_count"});
  const AnswerLimits limits = limits_of(parameters);
  LabelCondition condition;
  condition.weight =
      parameters.number("weight", label_weight, -kLargestLabelWeight, kLargestLabelWeight);
  const ResolvedTerms resolved = resolve_terms(required_terms(parameters), model_);
  for (const std::string& label : parameters.all("label"))
    condition.labels.push_back(resolve_label(label, model_));
  return answer_of(resolved, rows, word_question(model_, {resolved.terms, condition, limits}, rows),
                   limits);
}

HttpAnswer WordAnswers::analogy(const HttpRequest& request) const {
  const Parameters parameters(request.parameters, {"q", "sentence", "n", "min_count", "mode"});
  const AnswerLimits limits = limits_of(parameters);
  const std::string mode = parameters.one_of("mode", {"counterpart", "add", "mul"});
  AnalogyOptions options;
  if (mode != "counterpart")
    options.method = mode == "add" ? AnalogyMethod::kAdd : AnalogyMethod::kMultiply;
  if (parameters.has("sentence") == parameters.has("q")) {
    throw RequestError(400,
                       "expected either q or sentence, such as sentence=최악 : 부정 = ? : 긍정");
  }
  const ResolvedTerms resolved =
      parameters.has("sentence")
          ? resolve_quiz(std::vector{parameters.required_text("sentence", "A : B = ? : D")}, model_)
          : resolve_terms(required_terms(parameters), model_);
  return answer_of(resolved, model_.word_input, analogy_question(model_, resolved.terms, options),
                   limits);
}

HttpAnswer WordAnswers::answer_of(const ResolvedTerms& resolved, const VectorTable& rows,
                                  const WordQuestion& question, const AnswerLimits& limits) const {
  ordered_json object{{"query", typed_terms(resolved.terms, model_)}};
  if (!resolved.remarks.empty()) object["remarks"] = resolved.remarks;
  object["results"] = words_json_(best_words(model_.words, rows, {&question, 1}, limits).front());
  return json_answer(object);
}

}  // namespace t2v
