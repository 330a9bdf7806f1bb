#include "evaluation/word_analogies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "evaluation/analogy_answers.h"
#include "query/term.h"
#include "text/error.h"
#include "text/normalize.h"
#include "text/white_space.h"

namespace t2v {
namespace {

double share(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(part) / static_cast<double>(whole);
}

WordAnalogy read_analogy(std::string_view line, std::string_view place) {
  std::vector<std::string> words;
  for_each_word(normalize(line).text, [&](std::string_view word) { words.emplace_back(word); });
  WordAnalogy analogy;
  if (words.size() != analogy.size())
    throw Error(fmt::format("{}: {} words, expected four", place, words.size()));
  std::ranges::move(words, analogy.begin());
  return analogy;
}

bool is_syntactic(std::string_view section) {
  return section.starts_with("gram") || section.starts_with("syn");
}

/// An analogy all of whose words are known.
struct KnownAnalogy {
  AnalogyQuestion question;
  std::uint32_t right = 0;  ///< the answer
};

std::optional<KnownAnalogy> known(const WordAnalogy& analogy, const QuestionWords& words) {
  const auto a = words.find(analogy[0]);
  const auto b = words.find(analogy[1]);
  const auto c = words.find(analogy[2]);
  const auto d = words.find(analogy[3]);
  if (!a || !b || !c || !d) return std::nullopt;
  return KnownAnalogy{{*a, *b, *c}, *d};
}

void add_to(WordAnalogyTally& sum, const WordAnalogyTally& tally) {
  sum.analogies += tally.analogies;
  sum.asked += tally.asked;
  sum.added_right += tally.added_right;
  sum.multiplied_right += tally.multiplied_right;
}

}  // namespace

double WordAnalogyTally::coverage() const {
  return share(asked, analogies);
}

double WordAnalogyTally::added_hit_at_1() const {
  return share(added_right, asked);
}

double WordAnalogyTally::multiplied_hit_at_1() const {
  return share(multiplied_right, asked);
}

std::vector<AnalogySection> read_word_analogies(const TextFile& file) {
  std::vector<AnalogySection> sections;
  bool any = false;
  for (std::size_t i = 0; i < file.lines().size(); ++i) {
    const std::string line = normalized_key(file.lines()[i]);
    if (line.empty()) continue;
    const std::string place = fmt::format("{}:{}", file.name(), i + 1);
    if (line.front() == ':') {
      sections.push_back({normalized_key(std::string_view(line).substr(1)), {}});
      if (sections.back().name.empty())
        throw Error(fmt::format("{}: a section without a name, expected ': name'", place));
      continue;
    }
    if (sections.empty())
      throw Error(fmt::format("{}: expected a section, ': name', before the analogies", place));
    sections.back().analogies.push_back(read_analogy(line, place));
    any = true;
  }
  if (!any) throw Error(fmt::format("{}: no word analogies in it", file.name()));
  return sections;
}

WordAnalogyReport evaluate_word_analogies(const EmbeddingModel& model,
                                          const std::vector<AnalogySection>& sections,
                                          const QuestionWordsOptions& options) {
  const QuestionWords words(model.words, options);
  WordAnalogyReport report{{}, {"syntactic"}, {"semantic"}, {"all"}};
  std::vector<AnalogyQuestion> questions;
  std::vector<std::uint32_t> right;
  for (const AnalogySection& section : sections) {
    const std::size_t asked_before = questions.size();
    for (const WordAnalogy& analogy : section.analogies) {
      const auto asked = known(analogy, words);
      if (!asked) continue;
      questions.push_back(asked->question);
      right.push_back(asked->right);
    }
    report.sections.push_back(
        {section.name, section.analogies.size(), questions.size() - asked_before});
  }

  const AnalogyAnswers answers = answer_analogies(model.vectors.word_input, words.ids(), questions);
  std::size_t question = 0;
  for (WordAnalogyTally& tally : report.sections) {
    for (const std::size_t end = question + tally.asked; question < end; ++question) {
      tally.added_right += answers.added[question] == right[question];
      tally.multiplied_right += answers.multiplied[question] == right[question];
    }
    add_to(is_syntactic(tally.name) ? report.syntactic : report.semantic, tally);
    add_to(report.all, tally);
  }
  return report;
}

}  // namespace t2v
