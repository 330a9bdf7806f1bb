#include "report/map_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "map_parts.h"
#include "report/display_width.h"
#include "report/name_placement.h"

namespace t2v {
namespace {

// Pixels of the drawing.
constexpr double kWidth = 1280;
constexpr double kHeight = 900;
constexpr double kMargin = 40;
constexpr double kTitleHeight = 50;  ///< title and legend stand above the map
constexpr double kTitleSize = 18;
constexpr double kLegendSize = 15;

constexpr double kLeastSize = 11;
constexpr double kMostSize = 19;  ///< of words, by their frequency
constexpr double kLabelSize = 22;

/// Of a character that takes one column of a terminal, in heights of the font: about so for Latin
/// letters, and half of what Hangul and Chinese characters take.
constexpr double kColumnWidth = 0.54;
constexpr double kLineHeight = 1.15;
constexpr double kBaseline = 0.78;  ///< of a line's height

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  return result;
}

double text_width(std::string_view text, double size) {
  return kColumnWidth * size * static_cast<double>(display_width(text));
}

/// The size of a name, by the logarithm of its count between the least and the most there are.
class FontSizes {
 public:
  explicit FontSizes(const std::vector<MapName>& names) {
    for (const MapName& name : names) {
      if (name.is_label) continue;
      least_ = std::min(least_, magnitude(name));
      most_ = std::max(most_, magnitude(name));
    }
  }

  double of(const MapName& name) const {
    if (name.is_label) return kLabelSize;
    const double range = most_ - least_;
    const double share = range > 0 ? (magnitude(name) - least_) / range : 0.5;
    return kLeastSize + (kMostSize - kLeastSize) * share;
  }

 private:
  static double magnitude(const MapName& name) {
    return std::log1p(static_cast<double>(name.count));
  }

  double least_ = HUGE_VAL;
  double most_ = -HUGE_VAL;
};

NamedDot dot_of(const MapName& name, double size) {
  const double width = kWidth - 2 * kMargin;
  const double height = kHeight - 2 * kMargin - kTitleHeight;
  return {kWidth / 2 + name.x * width / 2, kTitleHeight + kMargin + (1 - name.y) * height / 2,
          name.is_label ? 6.0 : size / 6, text_width(name.text, size), kLineHeight * size};
}

std::string hue_class(const std::optional<std::size_t>& hue) {
  return hue ? fmt::format(" hue-{}", *hue % kMapHues) : "";
}

std::string name_markup(const MapName& name, const NamedDot& dot, double size,
                        const NamePlace& place) {
  const double left = place.placed ? place.left - dot.x : dot.radius + 2;
  const double top = place.placed ? place.top - dot.y : -dot.height / 2;
  return fmt::format(
      "<g class=\"name{}{}{}\" transform=\"translate({:.1f} {:.1f})\"><title>{}</title>"
      "<circle r=\"{:.1f}\"/><text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\">{}</text></g>\n",
      name.is_label ? " label" : "", hue_class(name.hue), place.placed ? "" : " hidden", dot.x,
      dot.y, escaped(name.hint), dot.radius, left, top + kBaseline * dot.height, size,
      escaped(name.text));
}

std::string legend_markup(const MapPicture& picture) {
  std::string markup =
      fmt::format("<text class=\"title\" x=\"16\" y=\"26\" font-size=\"{}\">{}</text>\n",
                  kTitleSize, escaped(picture.title));
  double x = 24;
  for (std::size_t hue = 0; hue < picture.hues.size(); ++hue) {
    markup += fmt::format(
        "<g class=\"name{}\"><circle cx=\"{:.1f}\" cy=\"44\" r=\"6\"/>"
        "<text x=\"{:.1f}\" y=\"49\" font-size=\"{}\">{}</text></g>\n",
        hue_class(hue), x, x + 11, kLegendSize, escaped(picture.hues[hue]));
    x += 36 + text_width(picture.hues[hue], kLegendSize);
  }
  return markup;
}

void replace(std::string& text, std::string_view mark, std::string_view by) {
  text.replace(text.find(mark), mark.size(), by);
}

}  // namespace

std::string map_svg(const MapPicture& picture) {
  const FontSizes sizes(picture.names);
  std::vector<NamedDot> dots;
  for (const MapName& name : picture.names) dots.push_back(dot_of(name, sizes.of(name)));
  const std::vector<NamePlace> places = place_names(dots, {kWidth, kHeight});
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"t2v-map\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" aria-label=\"{2}\">\n<style>\n{3}</style>\n"
      "<rect class=\"paper\" width=\"{0}\" height=\"{1}\"/>\n<g class=\"names\">\n",
      kWidth, kHeight, escaped(picture.title), kMapStyle);
  // The last is drawn above the others: the most important comes last.
  for (std::size_t i = picture.names.size(); i-- > 0;) {
    svg += name_markup(picture.names[i], dots[i], sizes.of(picture.names[i]), places[i]);
  }
  return svg + "</g>\n<g class=\"legend\">\n" + legend_markup(picture) + "</g>\n</svg>\n";
}

std::string map_html(const MapPicture& picture) {
  std::string page(kMapPage);
  replace(page, "@TITLE@", escaped(picture.title));
  replace(page, "@SCRIPT@", kMapScript);
  replace(page, "@DRAWING@", map_svg(picture));
  return page;
}

}  // namespace t2v
