#include "server/explanation_answers.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "attribution/methods.h"
#include "report/explainer.h"
#include "report/explanation.h"
#include "server/json_answer.h"
#include "server/parameters.h"
#include "text/normalize.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kUsualMethod = "integrated-gradients";

ExplanationPlan plan_of(const Parameters& parameters) {
  ExplanationPlan plan;
  const std::string method = parameters.text("method").value_or(std::string(kUsualMethod));
  plan.methods = {&method_named(method)};
  if (const auto target = parameters.text("target")) {
    plan.targets = TargetChoice::kNamed;
    plan.label = normalize(*target).text;
  }
  const bool logit = parameters.one_of("output", {"logit", "probability"}) == "logit";
  plan.output = logit ? OutputKind::kLogit : OutputKind::kProbability;
  plan.phrases = 0;
  return plan;
}

ordered_json or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json();
}

ordered_json classes_json(const ExplainedText& text) {
  ordered_json classes = ordered_json::array();
  for (const Prediction& prediction : text.predictions) {
    classes.push_back({{"label", prediction.label},
                       {"probability", prediction.probability},
                       {"logit", or_null(prediction.logit)}});
  }
  return classes;
}

ordered_json words_json(const ExplainedText& text, const std::vector<double>& scores) {
  ordered_json words = ordered_json::array();
  const std::vector<std::size_t> code_points = code_point_offsets(text);
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    words.push_back({{"text", text.token(i)},
                     {"begin", text.tokens[i].begin},
                     {"end", text.tokens[i].end},
                     {"begin_code_point", code_points[2 * i]},
                     {"end_code_point", code_points[2 * i + 1]},
                     {"score", scores[i]}});
  }
  return words;
}

}  // namespace

HttpAnswer ExplanationAnswers::explain(const HttpRequest& request) const {
  const auto parameters =
      Parameters::from_json(request.body, {"text", "method", "target", "output"});
  const std::string typed = parameters.required_text("text", "...");
  const auto explainer = make_network_explainer(classifier_, plan_of(parameters));
  const std::size_t words = classifier_->encode(typed).tokens();
  if (words > kMostWords) {
    throw RequestError(400,
                       fmt::format("text has {} words, expected at most {}", words, kMostWords));
  }
  const ExplainedText text = explainer->explain(typed);
  const Explanation& explanation = text.explanations.front();
  const Attribution& attribution = explanation.attribution;
  return json_answer({{"text", text.text},
                      {"classes", classes_json(text)},
                      {"predicted", text.predicted},
                      {"method", explanation.method},
                      {"target", explanation.target},
                      {"output", explanation.output},
                      {"delta", or_null(attribution.delta)},
                      {"words", words_json(text, attribution.scores)}});
}

}  // namespace t2v
