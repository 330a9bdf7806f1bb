#include "server/page.h"

#include <map>

namespace t2v {
namespace {

std::string content_type(std::string_view name) {
  static const std::map<std::string_view, std::string> types{
      {"css", "text/css; charset=utf-8"},
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"svg", "image/svg+xml"}};
  return types.at(name.substr(name.rfind('.') + 1));
}

}  // namespace

std::vector<HttpRoute> page_routes() {
  std::vector<HttpRoute> routes;
  const auto add = [&](std::string path, const PagePart& part) {
    HttpAnswer answer{200, content_type(part.name), std::string(part.text)};
    routes.push_back(
        {"GET", std::move(path), [answer = std::move(answer)](const HttpRequest&) -> HttpAnswer {
           return HttpAnswer(answer);
         }});
  };
  for (const PagePart& part : page_parts()) {
    if (part.name == "index.html") add("/", part);
    add("/page/" + std::string(part.name), part);
  }
  return routes;
}

}  // namespace t2v
