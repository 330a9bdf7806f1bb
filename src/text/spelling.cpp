#include "text/spelling.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace t2v {

namespace {

/// Code points, or the jamo of Hangul syllables.
using Letters = std::u32string;

// Arithmetic of Hangul syllables (Unicode Standard, section 3.12): leading consonants, vowels and
// trailing consonants (the first of which is none) count up in this order from U+AC00.
constexpr char32_t kFirstSyllable = 0xAC00;
constexpr char32_t kLastSyllable = 0xD7A3;
constexpr char32_t kVowels = 21;
constexpr char32_t kTrailing = 28;

/// Compatibility jamo, in which ㄱ is the same letter at the beginning and at the end of a syllable
/// and typed alone, in the order of the arithmetic.
constexpr std::u32string_view kLeadingJamo = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view kVowelJamo = U"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
constexpr std::u32string_view kTrailingJamo =
    U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

void append_letters(char32_t c, Letters& letters) {
  if (c < kFirstSyllable || c > kLastSyllable) {
    letters += c;
    return;
  }
  const char32_t syllable = c - kFirstSyllable;
  const char32_t trailing = syllable % kTrailing;
  letters += kLeadingJamo[syllable / kTrailing / kVowels];
  letters += kVowelJamo[syllable / kTrailing % kVowels];
  if (trailing > 0) letters += kTrailingJamo[trailing - 1];
}

/// Replaces `letters` by those of `text`; ill-formed sequences become U+FFFD.
void spell(std::string_view text, Letters& letters) {
  letters.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  std::size_t at = 0;
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    append_letters(static_cast<char32_t>(c), letters);
  }
}

/// Levenshtein distances to one spelling, row by row of the usual table.
class Distance {
 public:
  explicit Distance(Letters from) : from_(std::move(from)), row_(from_.size() + 1) {}

  const Letters& from() const { return from_; }

  /// The distance to `to`, or any number above `limit` where it is above.
  unsigned to(const Letters& to, unsigned limit) {
    const std::size_t longer = std::max(from_.size(), to.size());
    if (longer - std::min(from_.size(), to.size()) > limit) return limit + 1;
    std::iota(row_.begin(), row_.end(), 0U);
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (next_row(to[i], static_cast<unsigned>(i + 1)) > limit) return limit + 1;
    }
    return row_.back();
  }

 private:
  /// @returns the least number of the row, below which later rows cannot fall
  unsigned next_row(char32_t letter, unsigned first) {
    unsigned diagonal = row_[0];
    unsigned least = row_[0] = first;
    for (std::size_t j = 0; j < from_.size(); ++j) {
      const unsigned above = row_[j + 1];
      const unsigned replaced = diagonal + (from_[j] == letter ? 0 : 1);
      row_[j + 1] = std::min({replaced, above + 1, row_[j] + 1});
      least = std::min(least, row_[j + 1]);
      diagonal = above;
    }
    return least;
  }

  Letters from_;
  std::vector<unsigned> row_;
};

unsigned slip_limit(std::size_t longer) {
  return std::max(1U, static_cast<unsigned>(longer / 3));
}

}  // namespace

unsigned spelling_distance(std::string_view a, std::string_view b) {
  Letters from;
  Letters to;
  spell(a, from);
  spell(b, to);
  return Distance(from).to(to, static_cast<unsigned>(std::max(from.size(), to.size())));
}

std::vector<std::string> similar_spellings(std::string_view key, const Vocabulary& vocabulary,
                                           std::size_t most) {
  Letters letters;
  spell(key, letters);
  Distance distance(std::move(letters));
  std::vector<std::pair<unsigned, std::uint32_t>> near;  // distance and id: ids follow frequency
  for (std::uint32_t id = 0; id < vocabulary.size(); ++id) {
    spell(vocabulary.key(id), letters);
    const unsigned limit = slip_limit(std::max(distance.from().size(), letters.size()));
    const unsigned found = distance.to(letters, limit);
    if (found <= limit) near.emplace_back(found, id);
  }
  std::sort(near.begin(), near.end());
  if (near.size() > most) near.resize(most);
  std::vector<std::string> keys;
  keys.reserve(near.size());
  for (const auto& [found, id] : near) keys.emplace_back(vocabulary.key(id));
  return keys;
}

}  // namespace t2v
