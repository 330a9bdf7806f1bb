#include "report/map_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace t2v {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

MapPicture film_map() {
  return {.title = "2 words, pca",
          .hues = {"긍정", "부정"},
          .names = {{.text = "긍정", .is_label = true, .x = 1, .y = 1, .count = 90, .hue = 0},
                    {.text = "최악", .x = -1, .y = -1, .count = 9, .hue = 1, .hint = "최악: 9"},
                    {.text = "<&\">", .x = 0, .y = 0, .count = 99}}};
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(MapPicture, IsADrawingThatNeedsNothingElse) {
  const std::string svg = map_svg(film_map());
  EXPECT_THAT(svg, AllOf(StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""),
                         HasSubstr("</svg>\n"), HasSubstr("prefers-color-scheme: dark")));
  // Nothing is fetched: the only address is the name of the format.
  EXPECT_EQ(count_of(svg, "://"), 1U);
  EXPECT_THAT(svg,
              AllOf(Not(HasSubstr("@import")), Not(HasSubstr("url(")), Not(HasSubstr("href"))));
}

TEST(MapPicture, HoldsEachNameAtItsPlaceInItsColour) {
  const std::string svg = map_svg(film_map());
  // Three names, and the legend's two.
  EXPECT_EQ(count_of(svg, "<circle"), 5U);
  EXPECT_THAT(svg,
              HasSubstr("<g class=\"name label hue-0\" transform=\"translate(1240.0 90.0)\">"));
  EXPECT_THAT(svg, HasSubstr("<g class=\"name hue-1\" transform=\"translate(40.0 860.0)\">"
                             "<title>최악: 9</title>"));
}

TEST(MapPicture, WritesSignsOfMarkupAsText) {
  const std::string svg = map_svg(film_map());
  EXPECT_THAT(svg, HasSubstr(">&lt;&amp;&quot;&gt;</text>"));
  EXPECT_THAT(svg, Not(HasSubstr("<&")));
}

TEST(MapPicture, IsPartOfAPageWithItsScript) {
  const std::string html = map_html(film_map());
  EXPECT_THAT(html, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(html, HasSubstr(map_svg(film_map())));
  EXPECT_THAT(html, HasSubstr("<title>2 words, pca</title>"));
  EXPECT_THAT(html, HasSubstr("addEventListener(\"wheel\""));
  EXPECT_THAT(html, Not(HasSubstr("@SCRIPT@")));
  EXPECT_EQ(count_of(html, "://"), 1U);
  EXPECT_EQ(count_of(html, "<script"), 1U);
}

TEST(MapPicture, OfNothingIsEmpty) {
  const std::string svg = map_svg({.title = "0 words", .hues = {}, .names = {}});
  EXPECT_EQ(count_of(svg, "class=\"name\""), 0U);
}

}  // namespace
}  // namespace t2v
