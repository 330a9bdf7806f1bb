#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/forward_pass.h"

namespace t2v {

/// map(i) = sum_f weight_f max(0, a_f(i)) for every window i of one width.
/// @param width index into shape.widths
/// @param weight [features]; those of other widths are not read
/// @returns [positions - shape.widths[width] + 1]
std::vector<double> window_map(const Classifier& classifier, const ForwardPass& pass,
                               std::size_t width, std::span<const double> weight);

/// Adds every window's value in equal parts to the `words` positions it covers, padding among them.
/// @param positions [map.size() + words - 1]
void spread_over_positions(std::span<const double> map, std::size_t words,
                           std::span<double> positions);

}  // namespace t2v
