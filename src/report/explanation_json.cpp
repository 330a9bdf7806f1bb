#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <variant>

#include "report/explanation.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

Json predictions_json(const ExplainedText& text) {
  Json list = Json::array();
  for (const Prediction& prediction : text.predictions) {
    list.push_back({{"label", prediction.label},
                    {"logit", prediction.logit ? Json(*prediction.logit) : Json()},
                    {"probability", prediction.probability}});
  }
  return list;
}

Json tokens_json(const ExplainedText& text, const std::vector<std::size_t>& code_points,
                 const std::vector<double>& scores) {
  Json list = Json::array();
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    list.push_back({{"token", text.token(i)},
                    {"begin", text.tokens[i].begin},
                    {"end", text.tokens[i].end},
                    {"begin_code_point", code_points[2 * i]},
                    {"end_code_point", code_points[2 * i + 1]},
                    {"score", scores[i]}});
  }
  return list;
}

Json phrases_json(const ExplainedText& text, const std::vector<Phrase>& phrases) {
  Json list = Json::array();
  for (const Phrase& phrase : phrases) {
    list.push_back({{"phrase", text.phrase(phrase)},
                    {"begin", text.tokens[phrase.begin].begin},
                    {"end", text.tokens[phrase.end - 1].end},
                    {"begin_token", phrase.begin},
                    {"end_token", phrase.end},
                    {"score", phrase.score}});
  }
  return list;
}

Json parameters_json(const Explanation& explanation) {
  Json object = Json::object();
  for (const auto& [name, cell] : explanation.parameters) {
    std::visit([&, &key = name](const auto& value) { object[key] = value; }, cell);
  }
  return object;
}

Json figures_json(const Explanation& explanation) {
  Json object = Json::object();
  for (const auto& [name, value] : explanation.attribution.figures) object[name] = value;
  return object;
}

}  // namespace

std::vector<std::size_t> code_point_offsets(const ExplainedText& text) {
  std::vector<std::size_t> offsets;
  offsets.reserve(2 * text.tokens.size());
  std::size_t byte = 0;
  std::size_t code_points = 0;
  const auto advance_to = [&](std::size_t end) {
    const auto is_lead = [](char unit) {
      return (static_cast<unsigned char>(unit) & 0xC0) != 0x80;
    };
    code_points += static_cast<std::size_t>(
        std::ranges::count_if(std::string_view(text.text).substr(byte, end - byte), is_lead));
    byte = end;
    offsets.push_back(code_points);
  };
  for (const TextSpan& token : text.tokens) {
    advance_to(token.begin);
    advance_to(token.end);
  }
  return offsets;
}

void write_explanations_json(std::ostream& out, const ExplainedText& text) {
  const std::vector<std::size_t> code_points = code_point_offsets(text);
  for (const Explanation& explanation : text.explanations) {
    const Attribution& attribution = explanation.attribution;
    const Json object = {
        {"id", text.id},
        {"text", text.text},
        {"true_labels", text.true_labels ? Json(*text.true_labels) : Json()},
        {"predictions", predictions_json(text)},
        {"predicted", text.predicted},
        {"method", explanation.method},
        {"parameters", parameters_json(explanation)},
        {"target", explanation.target},
        {"output", explanation.output},
        {"delta", attribution.delta ? Json(*attribution.delta) : Json()},
        {"padding", attribution.padding},
        {"tokens", tokens_json(text, code_points, attribution.scores)},
        {"phrases", phrases_json(text, explanation.phrases)},
        {"figures", figures_json(explanation)},
    };
    out << object.dump() << '\n';
  }
}

}  // namespace t2v
