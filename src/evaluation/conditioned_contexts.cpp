#include "evaluation/conditioned_contexts.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "query/term.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Counts of judged answers.
struct Tally {
  std::size_t answers = 0;
  std::size_t polar = 0;
  std::size_t topical = 0;
};

std::unordered_set<std::uint32_t> ids(std::span<const Answer> answers) {
  std::unordered_set<std::uint32_t> result;
  for (const Answer& answer : answers) result.insert(answer.id);
  return result;
}

}  // namespace

Aspects read_aspects(const TextFile& file, const EmbeddingModel& model) {
  Aspects aspects;
  for (const std::string_view line : file.lines()) {
    std::string word = normalized_key(line);
    if (word.empty()) continue;
    if (const auto id = model.words.id(word)) {
      aspects.words.push_back(*id);
    } else {
      aspects.unknown.push_back(std::move(word));
    }
  }
  if (aspects.words.empty())
    throw Error(fmt::format("{}: none of its lines is a word of the model", file.name()));
  return aspects;
}

ConditionedContextsScore evaluate_conditioned_query(const EmbeddingModel& model,
                                                    std::span<const std::uint32_t> aspects,
                                                    const WordPolarity& polarity,
                                                    const ConditionedQuery& query,
                                                    double label_weight,
                                                    const ConditionedContextsOptions& options) {
  Tally tally;
  const auto judge = [&](const Answer& answer, double sign, const auto& pool) {
    ++tally.answers;
    tally.polar += sign * polarity.log_odds[answer.id] > options.least_magnitude;
    tally.topical += pool.find(answer.id) != pool.end();
  };
  for (const std::uint32_t aspect : aspects) {
    WordQuery plain{{{TermKind::kWord, aspect, 1}}, {}, {options.pool, 0}};
    const auto pool = ids(query(model, plain));
    for (const bool positive : {false, true}) {
      WordQuery conditioned = plain;
      conditioned.condition = {{positive ? options.positive_label : options.negative_label},
                               label_weight};
      conditioned.limits.top = options.top;
      for (const Answer& answer : query(model, conditioned)) judge(answer, positive ? 1 : -1, pool);
    }
  }
  const auto answers = static_cast<double>(std::max<std::size_t>(tally.answers, 1));
  return {label_weight, static_cast<double>(tally.polar) / answers,
          static_cast<double>(tally.topical) / answers, tally.answers};
}

}  // namespace t2v
