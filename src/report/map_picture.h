#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace t2v {

/// A name on a map.
struct MapName {
  std::string text;
  bool is_label = false;
  double x = 0;  ///< rightwards, x and y within [-1, 1]
  double y = 0;  ///< upwards
  std::uint64_t count = 0;
  std::optional<std::size_t> hue = {};  ///< place in MapPicture::hues; nothing: none
  std::string hint = {};                ///< shown when pointed at
};

struct MapPicture {
  std::string title;
  std::vector<std::string> hues;  ///< what each colour stands for
  std::vector<MapName> names;     ///< the first have the choice of place
};

/// Colours there are; further ones begin anew.
inline constexpr std::size_t kMapHues = 8;

/// A drawing that needs nothing else, light or dark as the viewer has it. Names that would cover
/// others show when their dots are pointed at.
std::string map_svg(const MapPicture& picture);

/// A page with the drawing, in which one can zoom and move by wheel, mouse, fingers or keys; names
/// come in as room permits. Needs no network.
std::string map_html(const MapPicture& picture);

}  // namespace t2v
