#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "text/corpus.h"

namespace t2v {

namespace {

// The thresholds were set on 642,707 raw Korean film reviews, on samples of 500 to 20,000 of them,
// on the same reviews cut into pieces, and on 7,766 Chinese hotel reviews, each with words of one,
// two and five occurrences and more.

/// Chinese and Japanese words have 1.5 to 2 characters in the mean, even nouns alone have fewer
/// than three. What stands between two spaces of raw text is a clause: 110 characters in the
/// hotel reviews.
constexpr double kLongMeanRun = 3;
/// Clauses hardly ever occur twice, so counting leaves next to nothing of them. Of real words more
/// than a third is left even in small samples.
constexpr double kSmallKeptShare = 0.2;
/// Tokens too long for a word are clauses as well; in cut text only addresses and the like are.
constexpr double kLargeOverlongShare = 0.1;

/// Korean particles are written onto their noun (영화가, 영화를), and most taggers cut them off. As
/// tokens of their own they are 0.1 % of raw text and 5 to 16 % of cut text.
constexpr double kFewParticles = 0.01;
/// Words that are another word and a particle: 5 to 21 % of raw text. Where particles were cut off
/// and thrown away this stays low, though no particle stands alone there either.
constexpr double kManyInflected = 0.03;

/// 이 is missing among those that stand alone: it is also the word for "this".
constexpr std::array<std::string_view, 8> kLoneParticles = {"은", "는", "가", "을",
                                                            "를", "의", "에", "도"};
constexpr std::string_view kSubjectParticle = "이";
constexpr std::size_t kSyllableBytes = 3;

bool is_particle(std::string_view syllable) {
  return std::find(kLoneParticles.begin(), kLoneParticles.end(), syllable) != kLoneParticles.end();
}

/// Characters of a word by script.
struct Scripts {
  std::uint64_t characters = 0;
  std::uint64_t syllables = 0;  ///< Hangul
  std::uint64_t han_kana = 0;   ///< Chinese characters and Japanese kana
};

Scripts scripts_of(std::string_view word) {
  Scripts scripts;
  std::size_t at = 0;
  while (at < word.size()) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(word.data()), at, word.size(), c);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    ++scripts.characters;
    scripts.syllables += 0xAC00 <= c && c <= 0xD7A3;
    scripts.han_kana +=
        script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
  }
  return scripts;
}

/// A word of at least two syllables and a particle behind it.
bool is_inflected(std::string_view word, const Vocabulary& words) {
  if (word.size() <= 2 * kSyllableBytes) return false;
  const std::string_view stem = word.substr(0, word.size() - kSyllableBytes);
  const std::string_view last = word.substr(stem.size());
  return (is_particle(last) || last == kSubjectParticle) && words.id(stem).has_value();
}

/// Occurrences in the vocabulary.
struct Tally {
  std::uint64_t words = 0;
  std::uint64_t hangul = 0;  ///< words of syllables alone
  std::uint64_t lone_particles = 0;
  std::uint64_t inflected = 0;
  std::uint64_t han_kana = 0;  ///< words with Chinese characters or kana
  std::uint64_t han_kana_characters = 0;
};

Tally tally(const Vocabulary& words) {
  Tally sum;
  for (const Vocabulary::Entry& entry : words.entries()) {
    const Scripts scripts = scripts_of(entry.key);
    sum.words += entry.count;
    if (scripts.syllables == scripts.characters) {
      sum.hangul += entry.count;
      if (is_particle(entry.key)) sum.lone_particles += entry.count;
      if (is_inflected(entry.key, words)) sum.inflected += entry.count;
    }
    if (scripts.han_kana > 0) {
      sum.han_kana += entry.count;
      sum.han_kana_characters += entry.count * scripts.han_kana;
    }
  }
  return sum;
}

/// `part` is at least `share` of `whole`, which is not 0.
bool is_share(std::uint64_t part, std::uint64_t whole, double share) {
  return whole > 0 && static_cast<double>(part) >= share * static_cast<double>(whole);
}

bool is_raw_korean(const Tally& sum) {
  return is_share(sum.hangul, sum.words, 0.5) &&
         !is_share(sum.lone_particles, sum.hangul, kFewParticles) &&
         is_share(sum.inflected, sum.hangul, kManyInflected);
}

bool is_raw_chinese_or_japanese(const Tally& sum, const Corpus& corpus) {
  if (!is_share(sum.han_kana, sum.words, 0.5)) return false;
  return is_share(sum.han_kana_characters, sum.han_kana, kLongMeanRun) ||
         !is_share(corpus.document_offsets.back(), corpus.tokens_read, kSmallKeptShare) ||
         is_share(corpus.overlong_tokens, corpus.tokens_read, kLargeOverlongShare);
}

}  // namespace

bool looks_untokenized(const Corpus& corpus) {
  const Tally sum = tally(corpus.words);
  return is_raw_korean(sum) || is_raw_chinese_or_japanese(sum, corpus);
}

}  // namespace t2v
