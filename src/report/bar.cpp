#include "report/bar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace t2v {

std::string bar(double share, std::size_t columns) {
  constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!(share > 0)) return "";
  const auto eighths = static_cast<std::size_t>(
      std::lround(std::min(share, 1.0) * static_cast<double>(columns * kEighths.size())));
  std::string blocks;
  for (std::size_t i = 0; i < eighths / kEighths.size(); ++i) blocks += "█";
  return blocks + kEighths[eighths % kEighths.size()];
}

}  // namespace t2v
