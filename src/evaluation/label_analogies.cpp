#include "evaluation/label_analogies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "query/neighbors.h"
#include "query/term.h"
#include "text/error.h"
#include "text/normalize.h"
#include "text/white_space.h"

namespace t2v {
namespace {

constexpr std::size_t kFirstAnswers = 10;

/// The cell up to the next tab, normalised; it is taken off `rest` with its tab.
std::string take_cell(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\t'), rest.size());
  std::string cell = normalized_key(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return cell;
}

LabelAnalogy read_row(std::string_view line, std::string place) {
  LabelAnalogy analogy;
  analogy.place = std::move(place);
  analogy.query = take_cell(line);
  analogy.from = take_cell(line);
  analogy.to = take_cell(line);
  for_each_word(normalize(line).text,
                [&](std::string_view answer) { analogy.accepted.emplace_back(answer); });
  if (analogy.query.empty() || analogy.from.empty() || analogy.to.empty() ||
      analogy.accepted.empty()) {
    throw Error(fmt::format("{}: expected query, from, to and accepted answers, separated by tabs",
                            analogy.place));
  }
  return analogy;
}

LabelQuestion question_of(const LabelAnalogy& row, std::uint32_t query,
                          const EmbeddingModel& model) {
  try {
    return {query, resolve_label(row.from, model), resolve_label(row.to, model)};
  } catch (const Error& error) {
    throw Error(fmt::format("{}: {}", row.place, error.what()));
  }
}

LabelAnalogyResult ask(const LabelAnalogy& row, const EmbeddingModel& model,
                       const LabelQuery& query) {
  LabelAnalogyResult result;
  result.analogy = row;
  const auto word = model.words.id(row.query);
  result.asked = word.has_value();
  if (!word) return result;

  const std::unordered_set<std::string_view> accepted(row.accepted.begin(), row.accepted.end());
  result.first = query(model, question_of(row, *word, model), {model.words.size(), 0});
  const auto found = std::find_if(
      result.first.begin(), result.first.end(),
      [&](const Answer& answer) { return accepted.find(answer.key) != accepted.end(); });
  if (found != result.first.end())
    result.rank = static_cast<std::size_t>(found - result.first.begin()) + 1;
  if (result.first.size() > kFirstAnswers) result.first.resize(kFirstAnswers);
  return result;
}

}  // namespace

std::vector<LabelAnalogy> read_label_analogies(const TextFile& file) {
  std::vector<LabelAnalogy> analogies;
  for (std::size_t i = 0; i < file.lines().size(); ++i) {
    const std::string_view line = file.lines()[i];
    if (normalized_key(line).empty()) continue;
    analogies.push_back(read_row(line, fmt::format("{}:{}", file.name(), i + 1)));
  }
  if (analogies.empty()) throw Error(fmt::format("{}: no label analogies in it", file.name()));
  return analogies;
}

LabelQuery by_analogy(const AnalogyOptions& options) {
  return [options](const EmbeddingModel& model, const LabelQuestion& question,
                   const AnswerLimits& limits) {
    const std::array<Term, 3> terms{Term{TermKind::kWord, question.query, 1},
                                    Term{TermKind::kLabel, question.from, -1},
                                    Term{TermKind::kLabel, question.to, 1}};
    return analogy(model, terms, limits, options);
  };
}

LabelQuery by_neighbors(double label_weight) {
  return [label_weight](const EmbeddingModel& model, const LabelQuestion& question,
                        const AnswerLimits& limits) {
    return neighbors(
        model, {{{TermKind::kWord, question.query, 1}}, {{question.to}, label_weight}, limits});
  };
}

LabelAnalogyReport evaluate_label_analogies(const EmbeddingModel& model,
                                            std::span<const LabelAnalogy> analogies,
                                            const LabelQuery& query) {
  LabelAnalogyReport report;
  std::size_t first = 0;
  std::size_t among_ten = 0;
  double reciprocal_ranks = 0;
  for (const LabelAnalogy& row : analogies) {
    report.results.push_back(ask(row, model, query));
    const LabelAnalogyResult& result = report.results.back();
    report.asked += result.asked;
    if (!result.rank) continue;
    first += *result.rank == 1;
    among_ten += *result.rank <= kFirstAnswers;
    reciprocal_ranks += 1 / static_cast<double>(*result.rank);
  }
  const auto asked = static_cast<double>(std::max<std::size_t>(report.asked, 1));
  report.hit_at_1 = static_cast<double>(first) / asked;
  report.hit_at_10 = static_cast<double>(among_ten) / asked;
  report.mean_reciprocal_rank = reciprocal_ranks / asked;
  if (!analogies.empty()) {
    report.coverage = static_cast<double>(report.asked) / static_cast<double>(analogies.size());
  }
  return report;
}

}  // namespace t2v
