#include "attribution/score_file.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "text/error.h"
#include "text/normalize.h"

namespace t2v {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& place, std::string_view problem) {
  throw Error(fmt::format("{}: {}", place, problem));
}

std::string read_method(const Json& object, const std::string& place) {
  const auto method = object.find("method");
  if (method == object.end() || !method->is_string() || method->get<std::string>().empty())
    fail(place, "no method, expected its name");
  return method->get<std::string>();
}

std::vector<double> read_token_scores(const Json& object, const std::string& place) {
  const auto tokens = object.find("tokens");
  if (tokens == object.end() || !tokens->is_array())
    fail(place, "no tokens, expected a list of objects with a score each");
  std::vector<double> scores;
  for (const Json& token : *tokens) {
    const auto score = token.is_object() ? token.find("score") : token.end();
    if (score == token.end() || !score->is_number() || !std::isfinite(score->get<double>()))
      fail(place, fmt::format("token {} has no score, expected a number", scores.size() + 1));
    scores.push_back(score->get<double>());
  }
  return scores;
}

ScoredText read_object(const Json& object, const std::string& place) {
  if (!object.is_object()) fail(place, "no JSON object, expected one a line");
  ScoredText scored;
  scored.place = place;
  scored.method = read_method(object, place);
  scored.scores = read_token_scores(object, place);
  if (const auto id = object.find("id"); id != object.end() && id->is_number_unsigned())
    scored.line = id->get<std::size_t>();
  if (const auto text = object.find("text"); text != object.end() && text->is_string())
    scored.text = normalize(text->get<std::string>()).text;
  if (!scored.line && scored.text.empty())
    fail(place, "neither id nor text, expected the document's line or its text");
  if (const auto target = object.find("target"); target != object.end() && target->is_string())
    scored.target = normalize(target->get<std::string>()).text;
  return scored;
}

/// Documents by what a file may name them.
class DocumentFinder {
 public:
  explicit DocumentFinder(std::span<const JudgedDocument> documents) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      by_line_.emplace(documents[i].number + 1, i);
      by_text_[documents[i].text].push_back(i);
    }
  }

  std::vector<std::size_t> find(const ScoredText& scored) const {
    if (!scored.text.empty()) {
      const auto found = by_text_.find(scored.text);
      return found == by_text_.end() ? std::vector<std::size_t>{} : found->second;
    }
    const auto found = by_line_.find(scored.line.value_or(0));
    return found == by_line_.end() ? std::vector<std::size_t>{} : std::vector{found->second};
  }

 private:
  std::unordered_map<std::size_t, std::size_t> by_line_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_text_;
};

PeerScores& method_of(std::vector<PeerScores>& methods, const std::string& name,
                      std::size_t documents) {
  for (PeerScores& method : methods)
    if (method.method == name) return method;
  methods.push_back({name, {}});
  methods.back().scores.resize(documents);
  return methods.back();
}

std::optional<std::uint32_t> target_of(const ScoredText& scored, const Vocabulary& labels) {
  if (!scored.target) return std::nullopt;
  const auto label = labels.id(*scored.target);
  if (!label) fail(scored.place, fmt::format("'{}' is no label of the classifier", *scored.target));
  return label;
}

}  // namespace

std::vector<ScoredText> read_scored_texts(const TextFile& file) {
  std::vector<ScoredText> scored;
  for (std::size_t line = 0; line < file.lines().size(); ++line) {
    if (file.lines()[line].empty()) continue;
    const std::string place = fmt::format("{}:{}", file.name(), line + 1);
    const Json object = Json::parse(file.lines()[line], nullptr, /*allow_exceptions=*/false);
    scored.push_back(read_object(object, place));
  }
  if (scored.empty()) throw Error(fmt::format("{}: no scores, expected JSON lines", file.name()));
  return scored;
}

std::vector<PeerScores> match_scores(std::span<const ScoredText> scored,
                                     std::span<const JudgedDocument> documents,
                                     const Vocabulary& labels) {
  const DocumentFinder finder(documents);
  std::vector<PeerScores> methods;
  for (const ScoredText& text : scored) {
    PeerScores& method = method_of(methods, text.method, documents.size());
    const std::optional<std::uint32_t> target = target_of(text, labels);
    for (const std::size_t document : finder.find(text)) {
      if (target && *target != documents[document].label) continue;
      const std::size_t words = documents[document].rows.size();
      if (text.scores.size() != words) {
        fail(text.place, fmt::format("{} tokens, expected {} as the classifier cuts the document",
                                     text.scores.size(), words));
      }
      method.scores[document] = text.scores;
    }
  }
  return methods;
}

}  // namespace t2v
