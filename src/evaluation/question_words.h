#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/vocabulary.h"

namespace t2v {

/// Which words of a model an evaluation asks for and takes as answers.
struct QuestionWordsOptions {
  std::uint64_t most_frequent = 0;  ///< no other than this many of the most frequent; 0: all
  bool ignore_case = false;         ///< of words that differ in case only, the most frequent
};

/// The words of a model that take part in an evaluation, numbered from 0, most frequent first, and
/// how they are found by the spelling in a file.
///
/// A word that the model's tokenizer would cut into known pieces is not put together from them: it
/// is not found.
class QuestionWords {
 public:
  QuestionWords(const Vocabulary& words, const QuestionWordsOptions& options);

  /// The number of a word in normal form.
  std::optional<std::uint32_t> find(std::string_view word) const;

  /// The model's id of every word.
  const std::vector<std::uint32_t>& ids() const { return ids_; }

 private:
  std::string spelling(std::string_view word) const;

  bool ignore_case_;
  std::vector<std::uint32_t> ids_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< by spelling
};

}  // namespace t2v
