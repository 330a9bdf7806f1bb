#include "report/name_placement.h"

#include <algorithm>
#include <array>

namespace t2v {
namespace {

/// Between a dot and its name, and between two names.
constexpr double kGap = 2;

/// Where a name may stand: from -1, wholly left of or above its dot, over 0, at its middle, to 1.
struct Side {
  double x;
  double y;
};
constexpr std::array<Side, 8> kSides{
    {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}};

struct Box {
  double left;
  double top;
  double right;
  double bottom;
};

Box box_beside(const NamedDot& dot, const Side& side) {
  // Diagonally the corner of the name comes near the dot's middle.
  const bool diagonal = side.x != 0 && side.y != 0;
  const double away = diagonal ? dot.radius * 0.7 : dot.radius + kGap;
  const double x = dot.x + side.x * (away + dot.width / 2);
  const double y = dot.y + side.y * (away + dot.height / 2);
  return {x - dot.width / 2, y - dot.height / 2, x + dot.width / 2, y + dot.height / 2};
}

bool is_within(const Box& box, const NameFrame& frame) {
  return box.left >= 0 && box.top >= 0 && box.right <= frame.width && box.bottom <= frame.height;
}

bool touch(const Box& a, const Box& b) {
  return a.left < b.right + kGap && b.left < a.right + kGap && a.top < b.bottom && b.top < a.bottom;
}

}  // namespace

std::vector<NamePlace> place_names(const std::vector<NamedDot>& dots, const NameFrame& frame) {
  std::vector<NamePlace> places;
  std::vector<Box> taken;
  places.reserve(dots.size());
  for (const NamedDot& dot : dots) {
    NamePlace place;
    for (const Side& side : kSides) {
      const Box box = box_beside(dot, side);
      const auto covers = [&](const Box& other) { return touch(box, other); };
      if (!is_within(box, frame) || std::ranges::any_of(taken, covers)) continue;
      taken.push_back(box);
      place = {true, box.left, box.top};
      break;
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace t2v
