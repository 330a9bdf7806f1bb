#include "server/map_answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "query/term.h"
#include "server/json_answer.h"
#include "server/parameters.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kUsualWords = 500;

/// Digits behind the point of coordinates in [-1, 1]: a ten-thousandth is less than a pixel.
constexpr double kFineness = 1e4;

std::vector<std::uint32_t> labels_of(const Parameters& parameters, const ModelView& model,
                                     const MainLabels& main_labels) {
  if (!parameters.has("labels")) return main_labels.ids();
  std::set<std::uint32_t> labels;
  for (const std::string& label : parameters.all("labels"))
    labels.insert(resolve_label(label, model));
  return {labels.begin(), labels.end()};
}

}  // namespace

HttpAnswer MapAnswers::map(const HttpRequest& request) {
  const Parameters parameters(request.parameters, {"labels", "n", "layout", "seed"});
  WordMapOptions options;
  options.words = parameters.number<std::size_t>("n", kUsualWords, 1, kMostMapWords);
  options.layout =
      parameters.one_of("layout", {"pca", "tsne"}) == "pca" ? MapLayout::kPca : MapLayout::kTsne;
  options.seed = parameters.number<std::uint64_t>("seed", options.seed, 0,
                                                  std::numeric_limits<std::uint64_t>::max());
  const std::vector<std::uint32_t> labels = labels_of(parameters, view_, words_json_.main_labels());
  const std::string name = fmt::format("{} {} {} {}", name_of(options.layout), options.words,
                                       options.seed, fmt::join(labels, " "));
  {
    const std::lock_guard lock(mutex_);
    collect_finished();
    if (const auto kept = maps_.find(name); kept != maps_.end()) return {.body = kept->second};
    if (options.layout == MapLayout::kTsne) return in_background(name, labels, options);
  }
  HttpAnswer answer{.body = map_json(labels, options, {})};
  const std::lock_guard lock(mutex_);
  keep(name, answer.body);
  return answer;
}

/// With the lock held.
HttpAnswer MapAnswers::in_background(const std::string& name,
                                     const std::vector<std::uint32_t>& labels,
                                     const WordMapOptions& options) {
  auto work = works_.find(name);
  if (work == works_.end()) {
    if (works_.size() >= kMostWaiting)
      throw RequestError(503, "too many maps are being made, expected fewer at once");
    work = works_
               .emplace(name, std::make_unique<Work>([=, this](const Work::Report& report) {
                          report(0);
                          const std::lock_guard turn(one_at_a_time_);
                          return map_json(labels, options, [&](unsigned done, unsigned iterations) {
                            report(static_cast<double>(done) / iterations);
                          });
                        }))
               .first;
  }
  return json_answer({{"progress", work->second->progress()}, {"done", false}}, 202);
}

/// With the lock held. A map that failed is forgotten, and its failure told to who asks first.
void MapAnswers::collect_finished() {
  for (auto work = works_.begin(); work != works_.end();) {
    if (!work->second->is_done()) {
      ++work;
      continue;
    }
    const auto finished = works_.extract(work++);
    keep(finished.key(), finished.mapped()->result());
  }
}

/// With the lock held.
void MapAnswers::keep(const std::string& name, const std::string& map) {
  if (!maps_.emplace(name, map).second) return;
  oldest_.push_back(name);
  if (oldest_.size() <= kMostMaps) return;
  maps_.erase(oldest_.front());
  oldest_.erase(oldest_.begin());
}

std::string MapAnswers::map_json(const std::vector<std::uint32_t>& labels,
                                 const WordMapOptions& options,
                                 const TsneProgress& progress) const {
  const auto coordinate = [](double value) { return std::round(value * kFineness) / kFineness; };
  ordered_json points = ordered_json::array();
  for (const MapPoint& point : word_map(model_, labels, options, progress)) {
    const bool is_word = point.kind == TermKind::kWord;
    const Vocabulary& keys = is_word ? model_.words : model_.labels;
    ordered_json one{{"key", keys.key(point.id)},
                     {"type", is_word ? "word" : "label"},
                     {"x", coordinate(point.x)},
                     {"y", coordinate(point.y)},
                     {"count", keys.count(point.id)}};
    if (is_word) one["affinity"] = words_json_.affinity(point.id);
    points.push_back(std::move(one));
  }
  return json_answer(
             {{"layout", name_of(options.layout)}, {"points", std::move(points)}, {"done", true}})
      .body;
}

}  // namespace t2v
