#include "server/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace t2v {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

HttpAnswer answer_at(const std::string& path) {
  const std::vector<HttpRoute> routes = page_routes();
  const auto route = std::ranges::find(routes, path, &HttpRoute::path);
  if (route == routes.end()) return {.status = 404, .body = ""};
  EXPECT_EQ(route->method, "GET");
  return route->answer({});
}

TEST(Page, StandsAtTheRoot) {
  const HttpAnswer page = answer_at("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.content_type, StartsWith("text/html"));
  EXPECT_THAT(page.body, StartsWith("<!DOCTYPE html>"));
  EXPECT_EQ(answer_at("/page/index.html").body, page.body);
}

TEST(Page, HasAllThePartsItNames) {
  for (const PagePart& part : page_parts()) {
    const HttpAnswer answer = answer_at("/page/" + std::string(part.name));
    EXPECT_EQ(answer.status, 200) << part.name;
    EXPECT_EQ(answer.body, part.text);
    EXPECT_FALSE(answer.body.empty()) << part.name;
    // Nothing is fetched from elsewhere, and what is named is there.
    EXPECT_THAT(answer.body, Not(HasSubstr("https://"))) << part.name;
    for (std::size_t at = answer.body.find("\"/page/"); at != std::string::npos;
         at = answer.body.find("\"/page/", at + 1)) {
      const std::size_t end = answer.body.find('"', at + 1);
      const std::string named = answer.body.substr(at + 1, end - at - 1);
      EXPECT_EQ(answer_at(named).status, 200) << part.name << " names " << named;
    }
  }
}

}  // namespace
}  // namespace t2v
