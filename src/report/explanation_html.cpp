#include <nlohmann/json.hpp>
#include <variant>

#include "explanation_page.h"
#include "report/explanation.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

/// Where in explanation_page.html the texts go, separated by commas.
constexpr std::string_view kDataMark = "@DATA@";

/// What stands before the first word, the first word, what stands between it and the next, ...:
/// the text in 2 * tokens + 1 pieces, so that no offset has to be counted in UTF-16.
Json pieces_of(const ExplainedText& text) {
  Json pieces = Json::array();
  const std::string_view whole = text.text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    pieces.push_back(whole.substr(at, text.tokens[i].begin - at));
    pieces.push_back(text.token(i));
    at = text.tokens[i].end;
  }
  pieces.push_back(whole.substr(at));
  return pieces;
}

Json prediction_json(const Prediction& prediction) {
  return {{"label", prediction.label},
          {"logit", prediction.logit ? Json(*prediction.logit) : Json()},
          {"probability", prediction.probability}};
}

Json explanation_json(const ExplainedText& text, const Explanation& explanation) {
  Json phrases = Json::array();
  for (const Phrase& phrase : explanation.phrases) {
    phrases.push_back(Json::array({text.phrase(phrase), phrase.score}));
  }
  Json figures = Json::object();
  for (const auto& [name, value] : explanation.attribution.figures) figures[name] = value;
  Json parameters = Json::object();
  for (const auto& [name, cell] : explanation.parameters) {
    std::visit([&, &key = name](const auto& value) { parameters[key] = value; }, cell);
  }
  return {{"method", explanation.method},
          {"target", explanation.target},
          {"output", explanation.output},
          {"scores", explanation.attribution.scores},
          {"padding", explanation.attribution.padding},
          {"delta", explanation.attribution.delta ? Json(*explanation.attribution.delta) : Json()},
          {"parameters", parameters},
          {"figures", figures},
          {"phrases", phrases}};
}

/// JSON that can stand within <script>: nothing in it begins a tag or an entity, nor ends a line of
/// JavaScript.
std::string escaped(const std::string& json) {
  std::string result;
  result.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = std::string_view(json).substr(i);
    if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
      result += rest.starts_with("\u2028") ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (json[i] == '<') {
      result += "\\u003c";
    } else if (json[i] == '>') {
      result += "\\u003e";
    } else if (json[i] == '&') {
      result += "\\u0026";
    } else {
      result += json[i];
    }
  }
  return result;
}

}  // namespace

std::string html_page_head() {
  return std::string(kExplanationPage.substr(0, kExplanationPage.find(kDataMark)));
}

std::string html_page_text(const ExplainedText& text, bool is_first) {
  Json predictions = Json::array();
  for (const Prediction& prediction : text.predictions) {
    predictions.push_back(prediction_json(prediction));
  }
  Json explanations = Json::array();
  for (const Explanation& explanation : text.explanations) {
    explanations.push_back(explanation_json(text, explanation));
  }
  const Json object = {{"id", text.id},
                       {"pieces", pieces_of(text)},
                       {"truth", text.true_labels ? Json(*text.true_labels) : Json()},
                       {"predictions", predictions},
                       {"predicted", text.predicted},
                       {"explanations", explanations}};
  return (is_first ? "\n" : ",\n") + escaped(object.dump());
}

std::string html_page_tail() {
  return std::string(kExplanationPage.substr(kExplanationPage.find(kDataMark) + kDataMark.size()));
}

}  // namespace t2v
