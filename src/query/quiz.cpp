#include "query/quiz.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "text/error.h"
#include "text/white_space.h"

namespace t2v {
namespace {

constexpr std::string_view kQuestion = "?";

/// All arguments as one normalised text (full-width signs have become half-width), words one space
/// apart.
std::string joined(std::span<const std::string> arguments) {
  const std::string normal = normalized_key(fmt::format("{}", fmt::join(arguments, " ")));
  std::string text;
  for_each_word(normal, [&](std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  });
  return text;
}

[[noreturn]] void throw_malformed(std::string_view text, std::string_view why) {
  throw Error(fmt::format("'{}' is no question: {}, expected a form such as 최악 : 부정 = ? : 긍정",
                          text, why));
}

/// What stands on both sides of a separator.
struct Sides {
  std::string_view left;
  std::string_view right;
};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// How many sides of the sign at `place` end there or at a space.
int free_sides(std::string_view text, std::size_t place) {
  return static_cast<int>(place == 0 || text[place - 1] == ' ') +
         static_cast<int>(place + 1 == text.size() || text[place + 1] == ' ');
}

/// Parts `text` at the one `separator` that stands most free of what is beside it; other signs of
/// the kind belong to names.
/// @param whole for errors
Sides part(std::string_view text, char separator, std::string_view whole) {
  std::vector<std::size_t> places;
  int most_free = 0;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (text[place] != separator) continue;
    const int free = free_sides(text, place);
    if (free > most_free) places.clear();
    most_free = std::max(most_free, free);
    if (free == most_free) places.push_back(place);
  }
  if (places.empty())
    throw_malformed(whole, fmt::format("no {} in '{}'", separator, trimmed(text)));
  if (places.size() > 1) {
    throw_malformed(whole, fmt::format("several {0} in '{1}' (put spaces around the {0} that parts "
                                       "names)",
                                       separator, trimmed(text)));
  }
  return {trimmed(text.substr(0, places[0])), trimmed(text.substr(places[0] + 1))};
}

/// The four places in order.
using Places = std::array<std::string_view, 4>;

Places places_of(std::string_view text) {
  const Sides sides = part(text, '=', text);
  const Sides left = part(sides.left, ':', text);
  const Sides right = part(sides.right, ':', text);
  const Places places{left.left, left.right, right.left, right.right};
  for (const std::string_view place : places) {
    if (place.empty()) throw_malformed(text, "an empty place");
    if (place.find(' ') != std::string_view::npos)
      throw_malformed(text, fmt::format("'{}' is more than one name", place));
  }
  return places;
}

std::size_t place_asked_for(const Places& places, std::string_view text) {
  const auto count = std::ranges::count(places, kQuestion);
  if (count != 1) throw_malformed(text, count == 0 ? "no ? in it" : "more than one ?");
  return static_cast<std::size_t>(std::ranges::find(places, kQuestion) - places.begin());
}

/// A name without sign as a term: one that begins like a signed term needs a sign before it.
std::string unsigned_term(std::string_view name) {
  const bool looks_signed = name.starts_with('+') || name.starts_with('-');
  return (looks_signed ? "+" : "") + std::string(name);
}

}  // namespace

bool is_quiz(std::span<const std::string> arguments) {
  const std::string text = joined(arguments);
  const auto holds = [&](char sign) { return text.find(sign) != std::string::npos; };
  if (holds('=') && holds(':') && holds('?')) return true;
  bool separated = false;
  bool has_sign = false;
  for_each_word(text, [&](std::string_view word) {
    separated |= word == ":" || word == "=";
    has_sign |= word.starts_with('+') || word.starts_with('-');
  });
  return separated && !has_sign;
}

std::vector<std::string> quiz_terms(std::span<const std::string> arguments) {
  const std::string text = joined(arguments);
  const Places places = places_of(text);
  const std::size_t asked = place_asked_for(places, text);
  // Across the equal sign stands the parallel, beside it its partner, beside ? the remaining name.
  const std::size_t parallel = asked ^ 2U;
  const std::size_t partner = parallel ^ 1U;
  const std::size_t beside = asked ^ 1U;
  return {unsigned_term(places[parallel]), "-" + std::string(places[partner]),
          "+" + std::string(places[beside])};
}

ResolvedTerms resolve_quiz(std::span<const std::string> arguments, const ModelView& model,
                           Suggestions suggestions) {
  ResolvedTerms resolved = resolve_terms(quiz_terms(arguments), model, suggestions);
  if (resolved.terms.front().kind == TermKind::kLabel) {
    throw Error(fmt::format(
        "'{}' asks for a label (? is parallel to the label {}), expected a question for a word",
        joined(arguments), model.labels.key(resolved.terms.front().id)));
  }
  return resolved;
}

}  // namespace t2v
