#include "server/label_answers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "query/analogy.h"
#include "query/label_selection.h"
#include "query/label_words.h"
#include "query/main_labels.h"
#include "query/nearest_labels.h"
#include "query/term.h"
#include "report/quantity.h"
#include "server/json_answer.h"
#include "server/word_answers.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostLabels = 1000;
constexpr std::size_t kUsualLabels = 100;  ///< of a list without a question

AnswerLimits limits_of(const Parameters& parameters, std::size_t usual) {
  AnswerLimits limits;
  limits.top = parameters.number<std::size_t>("n", usual, 1, kMostLabels);
  if (parameters.has("min_count")) {
    limits.min_count = parameters.number<std::uint64_t>("min_count", 0, 0,
                                                        std::numeric_limits<std::uint64_t>::max());
  }
  return limits;
}

}  // namespace

std::vector<std::uint32_t> LabelAnswers::candidates(const Parameters& parameters) const {
  LabelSelection selection;
  if (const auto kind = parameters.text("kind"))
    selection.kind = resolve_label_kind(*kind, model_.labels);
  selection.like = parameters.text("like");
  return selected_labels(selection, model_.labels);
}

HttpAnswer LabelAnswers::labels(const HttpRequest& request) const {
  const Parameters parameters(request.parameters, {"q", "kind", "like", "n", "min_count"});
  const bool scored = parameters.has("q");
  const AnswerLimits limits = limits_of(parameters, scored ? AnswerLimits{}.top : kUsualLabels);
  const std::vector<std::uint32_t> ids = candidates(parameters);
  if (!scored) {
    return json_answer(
        {{"results", labels_json(most_frequent_labels(model_.labels, ids, limits), false)}});
  }
  ResolvedTerms resolved = resolve_terms(parameters.all("q"), view_);
  ordered_json object{{"query", typed_terms(resolved.terms, view_)}};
  if (!resolved.remarks.empty()) object["remarks"] = resolved.remarks;
  object["results"] =
      labels_json(nearest_labels(model_, {std::move(resolved.terms), ids, limits}), true);
  return json_answer(object);
}

HttpAnswer LabelAnswers::praise(const HttpRequest& request) const {
  const Parameters parameters(request.parameters, {"label", "from", "to", "n", "min_count"});
  const AnswerLimits limits = limits_of(parameters, AnswerLimits{}.top);
  const std::uint32_t label = resolve_label(parameters.required_text("label", "film:1"), view_);
  const OppositeLabels sides = sides_of(parameters);
  return json_answer({{"label", model_.labels.key(label)},
                      {"from", model_.labels.key(sides.from)},
                      {"to", model_.labels.key(sides.to)},
                      {"complaints", words_json_(label_words(model_, {label, sides.from, limits}))},
                      {"praises", words_json_(label_words(model_, {label, sides.to, limits}))}});
}

HttpAnswer LabelAnswers::counterpart(const HttpRequest& request) const {
  const Parameters parameters(request.parameters,
                              {"word", "from", "to", "kind", "like", "n", "min_count"});
  const AnswerLimits limits = limits_of(parameters, AnswerLimits{}.top);
  const OppositeLabels sides = sides_of(parameters);
  const auto word =
      resolve_terms(std::vector{"word:" + parameters.required_text("word", "최악")}, view_)
          .terms[0];
  const Term away{TermKind::kLabel, sides.from, -1};
  const Term towards{TermKind::kLabel, sides.to, 1};
  const std::vector<Answer> words = analogy(view_, std::array{word, away, towards}, {limits.top});

  LabelSearch search{{}, candidates(parameters), limits};
  for (std::size_t i = 0; i < std::min(words.size(), kAskedCounterparts); ++i)
    search.terms.push_back({TermKind::kWord, words[i].id, 1});
  search.terms.push_back(towards);
  // Labels that set the tone are no answers to a question for labels of it.
  std::erase(search.candidates, sides.from);
  return json_answer({{"word", model_.words.key(word.id)},
                      {"from", model_.labels.key(sides.from)},
                      {"to", model_.labels.key(sides.to)},
                      {"counterpart", words_json_(words)},
                      {"labels", labels_json(nearest_labels(model_, search), true)}});
}

OppositeLabels LabelAnswers::sides_of(const Parameters& parameters) const {
  const std::optional<OppositeLabels> usual = opposite_labels(model_.labels);
  const auto side = [&](const char* name, std::uint32_t OppositeLabels::*member) {
    if (parameters.has(name) || !usual)
      return resolve_label(parameters.required_text(name, "a label of the model"), view_);
    return (*usual).*member;
  };
  return {side("from", &OppositeLabels::from), side("to", &OppositeLabels::to)};
}

ordered_json LabelAnswers::labels_json(const std::vector<Answer>& labels, bool scored) const {
  ordered_json list = ordered_json::array();
  for (const Answer& label : labels) {
    ordered_json one{{"key", label.key}, {"type", "label"}};
    if (scored) one["score"] = rounded(label.score);
    one["documents"] = label.count;
    one["kind"] = label_kind(label.key);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace t2v
