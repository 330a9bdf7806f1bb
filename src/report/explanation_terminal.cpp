#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <ostream>

#include "report/bar.h"
#include "report/display_width.h"
#include "report/explanation.h"
#include "report/plain_text.h"

namespace t2v {
namespace {

constexpr std::size_t kBarColumns = 24;

// ANSI escape sequences (ECMA-48, SGR).
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

struct Color {
  double red, green, blue;  ///< 0 to 255
};

// Light enough for black letters at full strength.
constexpr Color kFor{255, 90, 80};
constexpr Color kAgainst{90, 150, 255};
// Weak colours begin here: as far from the background of dark terminals as from that of light ones,
// which cannot be told apart.
constexpr Color kNeutral{170, 170, 170};

/// Share of the largest score below which a word stays plain.
constexpr double kFaintest = 0.05;

/// From neutral (strength 0) to `color` (1).
Color tint(const Color& color, double strength) {
  const auto mix = [&](double from, double to) { return from + (to - from) * strength; };
  return {mix(kNeutral.red, color.red), mix(kNeutral.green, color.green),
          mix(kNeutral.blue, color.blue)};
}

/// Number of the nearest colour in the 6 x 6 x 6 cube that terminals of 256 colours have.
int cube_color(const Color& color) {
  const auto level = [](double value) {
    constexpr std::array<double, 6> kLevels{0, 95, 135, 175, 215, 255};
    const auto nearest = std::ranges::min_element(
        kLevels, {}, [&](double candidate) { return std::fabs(candidate - value); });
    return static_cast<int>(nearest - kLevels.begin());
  };
  constexpr int kCube = 16;
  return kCube + 36 * level(color.red) + 6 * level(color.green) + level(color.blue);
}

/// Black letters on `color`.
std::string on_background(const Color& color, ColorDepth depth) {
  if (depth == ColorDepth::k256) return fmt::format("\x1b[38;5;16;48;5;{}m", cube_color(color));
  return fmt::format("\x1b[38;2;0;0;0;48;2;{:.0f};{:.0f};{:.0f}m", color.red, color.green,
                     color.blue);
}

std::string colored_text(const ExplainedText& text, const Explanation& explanation,
                         ColorDepth depth) {
  const double largest = largest_magnitude(explanation);
  std::string line;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    line += plain_text(std::string_view(text.text).substr(at, text.tokens[i].begin - at));
    at = text.tokens[i].end;
    const double score = explanation.attribution.scores[i];
    const std::string word = plain_text(text.token(i));
    const double strength = largest > 0 ? std::fabs(score) / largest : 0;
    if (strength < kFaintest) {
      line += word;
      continue;
    }
    const Color color = tint(score > 0 ? kFor : kAgainst, strength);
    line += on_background(color, depth);
    line += word;
    line += kReset;
  }
  return line + plain_text(std::string_view(text.text).substr(at));
}

void write_predictions(std::ostream& out, const ExplainedText& text) {
  std::size_t widest = 0;
  for (const Prediction& prediction : text.predictions) {
    widest = std::max(widest, display_width(plain_text(prediction.label)));
  }
  for (const Prediction& prediction : text.predictions) {
    const std::string label = plain_text(prediction.label);
    const bool bold = text.is_predicted(prediction.label);
    out << "  " << (bold ? kBold : "") << label << (bold ? kReset : "")
        << std::string(widest - display_width(label), ' ')
        << fmt::format("  {:.3f}  ", prediction.probability)
        << bar(prediction.probability, kBarColumns) << '\n';
  }
}

std::string heading(const ExplainedText& text) {
  std::string line = fmt::format("{}{}{}  {}", kBold, text.id, kReset,
                                 plain_text(fmt::format("{}", fmt::join(text.predicted, " "))));
  if (text.true_labels && !text.true_labels->empty()) {
    line += fmt::format("  {}true: {}{}", kFaint,
                        plain_text(fmt::format("{}", fmt::join(*text.true_labels, " "))), kReset);
  }
  return line;
}

std::string caption(const Explanation& explanation) {
  std::string line = fmt::format("{} for {} ({})", explanation.method,
                                 plain_text(explanation.target), explanation.output);
  if (explanation.attribution.delta) {
    line += fmt::format(", delta {:.1e}", *explanation.attribution.delta);
  }
  for (const auto& [name, value] : explanation.attribution.figures) {
    line += fmt::format(", {} {:.3f}", name, value);
  }
  return line;
}

void write_phrases(std::ostream& out, const ExplainedText& text, const Explanation& explanation) {
  if (explanation.phrases.empty()) return;
  std::vector<std::string> phrases;
  for (const Phrase& phrase : explanation.phrases) {
    phrases.push_back(fmt::format("{} {:.2f}", plain_text(text.phrase(phrase)), phrase.score));
  }
  out << "  " << kFaint << "phrases: " << fmt::format("{}", fmt::join(phrases, ", ")) << kReset
      << '\n';
}

}  // namespace

void write_explanations_terminal(std::ostream& out, const ExplainedText& text, ColorDepth depth) {
  out << heading(text) << '\n';
  write_predictions(out, text);
  for (const Explanation& explanation : text.explanations) {
    out << "  " << kFaint << caption(explanation) << kReset << '\n'
        << "  " << colored_text(text, explanation, depth) << '\n';
    const bool is_last = &explanation == &text.explanations.back() ||
                         (&explanation + 1)->target != explanation.target;
    if (is_last) write_phrases(out, text, explanation);
  }
  out << '\n';
}

}  // namespace t2v
