#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// Rows of the embedding that stand for no word of the vocabulary; word w is row w + kFirstWordRow.
inline constexpr std::uint32_t kPaddingRow = 0;  ///< fills texts shorter than the widest window
inline constexpr std::uint32_t kUnknownRow = 1;  ///< words that are not in the vocabulary
inline constexpr std::uint32_t kFirstWordRow = 2;

/// The sizes of a convolutional text classifier (Kim 2014), and how its numbers lie in memory.
///
/// A filter of width n has n taps, each a vector that meets the word at its place in the window:
/// the response of filter f at tap k to embedding row x is P[x,k,f] = <W_f[k], x>. The filters of
/// one width lie side by side in `lanes()` columns, of which the first `filters` carry meaning and
/// the rest are zeros, so that loops over filters need no remainder. Taps follow each other, widths
/// follow each other: all responses to one row are `columns()` floats. What is left of a filter
/// after the maximum over time is a feature; features lie by width, then filter.
struct CnnShape {
  std::size_t words = 0;  ///< of the vocabulary; the embedding has kFirstWordRow rows more
  std::size_t dim = 0;    ///< of the embedding
  std::size_t labels = 0;
  std::size_t filters = 0;            ///< of each width
  std::vector<std::uint32_t> widths;  ///< words in a window, ascending, distinct

  // Largest sizes that training takes and a file may hold.
  static constexpr std::uint32_t kMaxDim = 4096;
  static constexpr std::uint32_t kMaxFilters = 4096;
  static constexpr std::uint32_t kMaxWidth = 64;

  static constexpr std::size_t kLaneMultiple = 16;  ///< floats in the widest vector register

  std::size_t lanes() const {
    return (filters + kLaneMultiple - 1) / kLaneMultiple * kLaneMultiple;
  }
  std::size_t rows() const { return words + kFirstWordRow; }
  std::size_t features() const { return widths.size() * lanes(); }  ///< with lanes that are zero
  std::uint32_t widest() const { return widths.back(); }

  /// First column of the responses of tap `tap` of the filters of widths[width].
  std::size_t column(std::size_t width, std::size_t tap) const {
    std::size_t taps = tap;
    for (std::size_t w = 0; w < width; ++w) taps += widths[w];
    return taps * lanes();
  }
  std::size_t columns() const { return column(widths.size(), 0); }

  /// First feature of widths[width].
  std::size_t feature(std::size_t width) const { return width * lanes(); }

  /// Positions of a text of `tokens` tokens, with padding behind it where it is too short.
  std::size_t positions(std::size_t tokens) const {
    return std::max<std::size_t>(tokens, widest());
  }

  bool operator==(const CnnShape&) const = default;
};

}  // namespace t2v
