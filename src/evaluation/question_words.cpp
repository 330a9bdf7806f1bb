#include "evaluation/question_words.h"

#include <algorithm>

#include "text/case_folding.h"

namespace t2v {

QuestionWords::QuestionWords(const Vocabulary& words, const QuestionWordsOptions& options)
    : ignore_case_(options.ignore_case) {
  const auto considered = static_cast<std::uint32_t>(
      options.most_frequent == 0 ? words.size()
                                 : std::min<std::uint64_t>(words.size(), options.most_frequent));
  for (std::uint32_t id = 0; id < considered; ++id) {
    const auto number = static_cast<std::uint32_t>(ids_.size());
    if (numbers_.emplace(spelling(words.key(id)), number).second) ids_.push_back(id);
  }
}

std::optional<std::uint32_t> QuestionWords::find(std::string_view word) const {
  const auto found = numbers_.find(spelling(word));
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::string QuestionWords::spelling(std::string_view word) const {
  return ignore_case_ ? fold_case(word) : std::string(word);
}

}  // namespace t2v
