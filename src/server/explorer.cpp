#include "server/explorer.h"

#include <string>
#include <utility>

#include "attribution/methods.h"
#include "query/contexts.h"
#include "query/main_labels.h"
#include "query/neighbors.h"
#include "server/json_answer.h"
#include "server/page.h"
#include "server/parameters.h"
#include "server/request_error.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

template <typename Ids>
ordered_json keys_json(const Ids& ids, const Vocabulary& keys) {
  ordered_json list = ordered_json::array();
  for (const std::uint32_t id : ids) list.push_back(keys.key(id));
  return list;
}

/// What the classifier can be asked, empty lists where there is none.
void add_classifier(const CnnModel* model, ordered_json& object) {
  object["classifier"] = model != nullptr;
  object["classes"] = ordered_json::array();
  object["methods"] = ordered_json::array();
  if (model == nullptr) return;
  for (const Vocabulary::Entry& label : model->labels.entries())
    object["classes"].push_back(label.key);
  for (const Method& method : methods())
    object["methods"].push_back({{"name", method.name}, {"summary", method.summary}});
}

}  // namespace

Explorer::Explorer(EmbeddingModel model, ExplorerOptions options)
    : name_(std::move(options.name)),
      model_(std::move(model)),
      words_json_(model_),
      words_(model_, words_json_),
      labels_(model_, words_json_),
      maps_(model_, words_json_) {
  if (options.cnn) explanations_.emplace(std::move(*options.cnn));
  if (options.suspects)
    suspects_.emplace(model_, options.suspects->corpus, options.suspects->labels);
}

HttpAnswer Explorer::health(const HttpRequest& request) const {
  const Parameters none(request.parameters, {});
  return json_answer({{"status", "ok"}, {"version", T2V_VERSION}});
}

HttpAnswer Explorer::about_model(const HttpRequest& request) const {
  const Parameters none(request.parameters, {});
  ordered_json kinds = ordered_json::array();
  for (const LabelKind& kind : label_kinds(model_.labels))
    kinds.push_back({{"kind", kind.name}, {"labels", kind.labels}});
  ordered_json object{
      {"name", name_},
      {"words", model_.words.size()},
      {"labels", model_.labels.size()},
      {"dim", model_.vectors.word_input.dim()},
      {"kinds", std::move(kinds)},
      {"affinity_labels", keys_json(words_json_.main_labels().ids(), model_.labels)}};
  const std::optional<OppositeLabels> sides = opposite_labels(model_.labels);
  object["opposites"] = sides ? ordered_json{{"from", model_.labels.key(sides->from)},
                                             {"to", model_.labels.key(sides->to)}}
                              : ordered_json();
  add_classifier(explanations_ ? &explanations_->model() : nullptr, object);
  object["suspects"] = suspects_.has_value();
  object["default_label_weight"] = {{"neighbors", kNeighborsLabelWeight},
                                    {"contexts", kContextsLabelWeight}};
  return json_answer(object);
}

HttpAnswer Explorer::explain(const HttpRequest& request) const {
  if (explanations_) return explanations_->explain(request);
  throw RequestError(404, "no classifier to ask, expected the server to be started with --cnn");
}

HttpAnswer Explorer::suspects(const HttpRequest& request) const {
  if (suspects_) return suspects_->suspects(request);
  throw RequestError(404,
                     "no documents to look at, expected the server to be started with "
                     "--suspects CORPUS LABELS");
}

std::vector<HttpRoute> Explorer::routes() {
  using Request = const HttpRequest&;
  std::vector<HttpRoute> routes = page_routes();
  const auto add = [&](const char* method, const char* path, auto answer, bool computes) {
    routes.push_back({method, path, std::move(answer), computes});
  };
  add(
      "GET", "/api/health", [this](Request r) { return health(r); }, false);
  add(
      "GET", "/api/model", [this](Request r) { return about_model(r); }, false);
  add(
      "GET", "/api/complete", [this](Request r) { return words_.complete(r); }, false);
  add(
      "GET", "/api/neighbors", [this](Request r) { return words_.neighbors(r); }, true);
  add(
      "GET", "/api/contexts", [this](Request r) { return words_.contexts(r); }, true);
  add(
      "GET", "/api/analogy", [this](Request r) { return words_.analogy(r); }, true);
  add(
      "GET", "/api/labels", [this](Request r) { return labels_.labels(r); }, true);
  add(
      "GET", "/api/praise", [this](Request r) { return labels_.praise(r); }, true);
  add(
      "GET", "/api/counterpart", [this](Request r) { return labels_.counterpart(r); }, true);
  add(
      "GET", "/api/map", [this](Request r) { return maps_.map(r); }, true);
  add(
      "GET", "/api/suspects", [this](Request r) { return suspects(r); }, true);
  add(
      "POST", "/api/explain", [this](Request r) { return explain(r); }, true);
  return routes;
}

}  // namespace t2v
