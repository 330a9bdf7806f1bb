#pragma once

#include <cstddef>
#include <vector>

namespace t2v {

/// A dot in a picture and the name that is to stand beside it. Sizes are pixels, y grows downwards.
struct NamedDot {
  double x = 0;
  double y = 0;
  double radius = 0;
  double width = 0;   ///< of the name
  double height = 0;  ///< of the name
};

/// A name's box, by its upper left corner; or none, where there was no room.
struct NamePlace {
  bool placed = false;
  double left = 0;
  double top = 0;
};

/// The room that names may take.
struct NameFrame {
  double width = 0;
  double height = 0;
};

/// Places names beside their dots: right, left, above, below and between these, where none covers
/// another name or leaves the frame. One after the other, so the first have the choice.
std::vector<NamePlace> place_names(const std::vector<NamedDot>& dots, const NameFrame& frame);

}  // namespace t2v
