#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/remark.h"
#include "command/threads_option.h"
#include "commands.h"
#include "model/replacement_file.h"
#include "model_option.h"
#include "projection/word_map.h"
#include "query/main_labels.h"
#include "report/map_picture.h"
#include "report/quantity.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Draws words around labels in the plane: the most frequent words, and those that speak most\n"
    "surely for each label. Words are near each other that are used alike; colours say which label "
    "a\n"
    "word leans to. The file needs no network and follows the viewer's light or dark colours; the "
    "page\n"
    "of --html zooms and moves by wheel, mouse, fingers or keys.";

/// A lean below it gives no colour: 1.2 times as frequent as under the other labels.
constexpr double kLeastLean = 0.1;

struct Request {
  ModelOption model;
  std::vector<std::string> labels;
  std::string layout = "pca";
  std::string html;
  std::string svg;
  WordMapOptions map;
  ThreadsOption threads;
  bool quiet = false;
};

std::vector<std::uint32_t> labels_of(const Request& request, const ModelView& model,
                                     const MainLabels& main_labels) {
  if (request.labels.empty()) return main_labels.ids();
  std::set<std::uint32_t> labels;
  for (const std::string& label : request.labels) labels.insert(resolve_label(label, model));
  if (labels.size() > kMostMapLabels) {
    throw UsageError(fmt::format("{} labels, expected at most {}", labels.size(), kMostMapLabels));
  }
  return {labels.begin(), labels.end()};
}

/// A line on standard error that is redrawn on a terminal.
void show(unsigned done, unsigned iterations) {
  constexpr unsigned kPercent = 100;
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const bool over = done == iterations;
  const bool next = done * kPercent / iterations != (done - 1) * kPercent / iterations;
  if (!over && (!terminal || !next)) return;
  std::cerr << (terminal ? "\r\033[K" : "")
            << fmt::format("t-SNE {:3}%", done * kPercent / iterations) << (over ? "\n" : "")
            << std::flush;
}

MapName name_of(const MapPoint& point, const EmbeddingModel& model, const MainLabels& main_labels) {
  const bool is_label = point.kind == TermKind::kLabel;
  const Vocabulary& keys = is_label ? model.labels : model.words;
  MapName name{.text = std::string(keys.key(point.id)),
               .is_label = is_label,
               .x = point.x,
               .y = point.y,
               .count = keys.count(point.id)};
  name.hint = fmt::format("{}: {}", name.text, name.count);
  const std::vector<std::uint32_t>& labels = main_labels.ids();
  if (is_label) {
    const auto place = std::ranges::find(labels, point.id);
    if (place != labels.end()) name.hue = static_cast<std::size_t>(place - labels.begin());
    return name;
  }
  const std::vector<double> leans = main_labels.leans(point.id);
  for (std::size_t i = 0; i < leans.size(); ++i)
    name.hint += fmt::format(", {} {:+.2f}", model.labels.key(labels[i]), leans[i]);
  const auto most = std::ranges::max_element(leans);
  if (most != leans.end() && *most >= kLeastLean)
    name.hue = static_cast<std::size_t>(most - leans.begin());
  return name;
}

void write(const std::string& path, const std::string& text) {
  ReplacementFile file(path);
  file.write_at(0, std::as_bytes(std::span(text)));
  file.commit();
}

void draw(const Request& request) {
  if (!request.html.empty()) require_writable(request.html);
  if (!request.svg.empty()) require_writable(request.svg);
  const EmbeddingModel model = request.model.load();
  const MainLabels main_labels(model);
  const std::vector<std::uint32_t> labels = labels_of(request, model, main_labels);
  const bool silent = request.quiet || request.map.layout == MapLayout::kPca;
  const std::vector<MapPoint> points =
      word_map(model, labels, request.map, silent ? TsneProgress{} : show);

  MapPicture picture;
  const std::size_t words = points.size() - labels.size();
  picture.title = fmt::format("{}, {}", counted(words, "word"), name_of(request.map.layout));
  for (const std::uint32_t label : main_labels.ids())
    picture.hues.emplace_back(model.labels.key(label));
  for (const MapPoint& point : points) picture.names.push_back(name_of(point, model, main_labels));
  if (!request.svg.empty()) write(request.svg, map_svg(picture));
  if (!request.html.empty()) write(request.html, map_html(picture));
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("map --html FILE | --svg FILE [--label LABEL]... [options]",
                           kDescription);
  command_line.add_text("html", "FILE", "writes a page in which one can zoom", &request.html);
  command_line.add_text("svg", "FILE", "writes a drawing", &request.svg);
  command_line.add_texts("label", "LABEL",
                         "a label to draw words around; may be repeated (default: those without a "
                         "kind, where they are few)",
                         &request.labels);
  command_line.add_number<std::size_t>("top,n", "words, at most", &request.map.words, 1,
                                       kMostMapWords);
  command_line.add_text("layout", "NAME",
                        "pca (default: principal components) or tsne (neighbours stay together)",
                        &request.layout, {"pca", "tsne"});
  command_line.add_number<std::uint64_t>("seed", "of t-SNE", &request.map.seed, 0);
  request.threads.add_to(command_line);
  request.model.add_to(command_line);
  command_line.add_flag("quiet", "no progress", &request.quiet);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "options only");
  if (request.html.empty() && request.svg.empty())
    throw UsageError("nothing to write, expected --html FILE or --svg FILE");
  if (request.layout != "pca" && request.layout != "tsne")
    throw UsageError(fmt::format("--layout is '{}', expected pca or tsne", request.layout));
  request.map.layout = request.layout == "pca" ? MapLayout::kPca : MapLayout::kTsne;
  const auto limit = request.threads.apply();
  draw(request);
}

}  // namespace

const Command kMapCommand{"map", "a picture of words around labels", run};

}  // namespace t2v
