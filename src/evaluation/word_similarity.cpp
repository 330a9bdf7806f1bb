#include "evaluation/word_similarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "evaluation/rank_correlation.h"
#include "query/similarity.h"
#include "query/term.h"
#include "text/error.h"
#include "text/normalize.h"
#include "text/white_space.h"

namespace t2v {
namespace {

constexpr std::string_view kSimLexScore = "SimLex999";
constexpr std::size_t kUsualScore = 2;  ///< the column behind the two words

/// What separates the cells of a file.
enum class Separator : char { kTab = '\t', kComma = ',', kWhiteSpace = ' ' };

Separator separator_of(std::string_view line) {
  if (line.find('\t') != std::string_view::npos) return Separator::kTab;
  return line.find(',') != std::string_view::npos ? Separator::kComma : Separator::kWhiteSpace;
}

/// The cells of a line in normal form.
std::vector<std::string> cells_of(std::string_view line, Separator separator) {
  std::vector<std::string> cells;
  if (separator == Separator::kWhiteSpace) {
    for_each_word(normalize(line).text, [&](std::string_view cell) { cells.emplace_back(cell); });
    return cells;
  }
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(static_cast<char>(separator), begin), line.size());
    cells.push_back(normalized_key(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return cells;
}

std::optional<double> number_of(std::string_view cell) {
  double number = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stop, problem] = std::from_chars(cell.data(), end, number);
  if (cell.empty() || stop != end || problem != std::errc{}) return std::nullopt;
  return number;
}

/// How the lines of a file are to be read.
struct Layout {
  Separator separator;
  std::size_t score;  ///< column of the score
  bool has_heading;
};

Layout layout_of(std::string_view first_line) {
  const Separator separator = separator_of(first_line);
  const std::vector<std::string> cells = cells_of(first_line, separator);
  const bool has_heading = cells.size() > kUsualScore && !number_of(cells[kUsualScore]);
  const auto named = std::ranges::find(cells, kSimLexScore);
  const bool is_named = has_heading && named != cells.end();
  return {separator, is_named ? static_cast<std::size_t>(named - cells.begin()) : kUsualScore,
          has_heading};
}

WordPair read_pair(std::string_view line, const Layout& layout, std::string_view place) {
  const std::vector<std::string> cells = cells_of(line, layout.separator);
  if (cells.size() <= layout.score || cells[0].empty() || cells[1].empty())
    throw Error(fmt::format("{}: expected two words and a score", place));
  const std::string& score = cells[layout.score];
  const std::optional<double> number = number_of(score);
  if (!number || !std::isfinite(*number))
    throw Error(fmt::format("{}: the score is '{}', expected a number", place, score));
  return {cells[0], cells[1], *number};
}

double cosine(const Matrix& vectors, std::uint32_t a, std::uint32_t b) {
  return RowSimilarity(vectors, unit_vector(vectors.vector(a)))(b);
}

}  // namespace

std::vector<WordPair> read_word_pairs(const TextFile& file) {
  std::vector<WordPair> pairs;
  std::optional<Layout> layout;
  for (std::size_t i = 0; i < file.lines().size(); ++i) {
    const std::string_view line = file.lines()[i];
    if (line.starts_with('#') || normalized_key(line).empty()) continue;
    const bool is_first = !layout;
    if (is_first) layout = layout_of(line);
    if (is_first && layout->has_heading) continue;
    pairs.push_back(read_pair(line, *layout, fmt::format("{}:{}", file.name(), i + 1)));
  }
  if (pairs.empty()) throw Error(fmt::format("{}: no word pairs in it", file.name()));
  return pairs;
}

WordSimilarityReport evaluate_word_similarity(const EmbeddingModel& model,
                                              const std::vector<WordPair>& pairs,
                                              const QuestionWordsOptions& options) {
  const QuestionWords words(model.words, options);
  std::vector<double> scores;
  std::vector<double> cosines;
  for (const WordPair& pair : pairs) {
    const auto first = words.find(pair.first);
    const auto second = words.find(pair.second);
    if (!first || !second) continue;
    scores.push_back(pair.score);
    cosines.push_back(cosine(model.vectors.word_input, words.ids()[*first], words.ids()[*second]));
  }
  WordSimilarityReport report{pairs.size(), scores.size(), 0, rank_correlation(scores, cosines)};
  if (!pairs.empty())
    report.coverage = static_cast<double>(report.known) / static_cast<double>(report.pairs);
  return report;
}

}  // namespace t2v
