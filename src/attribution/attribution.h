#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace t2v {

/// What the words of one text contributed to one output of a classifier. Scores are raw and
/// signed: above zero for the target, below against it.
struct Attribution {
  std::vector<double> scores;  ///< one a token
  double padding = 0;          ///< what fell to the padding behind a text shorter than a window

  /// How far scores and padding together miss the difference they should add up to; absent for
  /// methods that promise no sum. Zero but for rounding where the method is exact.
  std::optional<double> delta;

  /// Further figures a method gives, such as LIME's r2, intercept and local prediction, by name.
  std::vector<std::pair<std::string, double>> figures;
};

}  // namespace t2v
