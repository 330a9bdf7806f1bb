#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "evaluation/question_words.h"
#include "model/embedding_file.h"
#include "text/text_file.h"

namespace t2v {

/// a is to b as c is to d; d is asked for. Words in normal form.
using WordAnalogy = std::array<std::string, 4>;

struct AnalogySection {
  std::string name;
  std::vector<WordAnalogy> analogies;
};

/// Reads the layout of Google's analogies (Mikolov et al. 2013, questions-words.txt): `: name`
/// begins a section, every other line has four words with white space between them. Empty lines are
/// passed over.
/// @throws Error naming file:line for a section without a name, a line of other than four words and
///   an analogy before the first section; and for a file without analogies
std::vector<AnalogySection> read_word_analogies(const TextFile& file);

/// How some analogies were answered.
struct WordAnalogyTally {
  std::string name;
  std::size_t analogies = 0;
  std::size_t asked = 0;             ///< those of which all four words are known
  std::size_t added_right = 0;       ///< answered by d with 3CosAdd
  std::size_t multiplied_right = 0;  ///< answered by d with 3CosMul

  double coverage() const;        ///< asked over all; NaN where there are none
  double added_hit_at_1() const;  ///< share of those asked; NaN where there are none
  double multiplied_hit_at_1() const;
};

struct WordAnalogyReport {
  std::vector<WordAnalogyTally> sections;  ///< in the order of the file
  /// Sections about inflection, whose names begin with gram (Google's) or syn, and all others.
  WordAnalogyTally syntactic;
  WordAnalogyTally semantic;
  WordAnalogyTally all;
};

/// Answers every analogy by the best word other than a, b and c. With c(x) the cosine of x and the
/// answer w by input vectors, and p(x) = (c(x) + 1) / 2, two scores are tried (Levy & Goldberg
/// 2014, sections 3 and 6):
///
///   3CosAdd  c(b) - c(a) + c(c)
///   3CosMul  p(b) p(c) / (p(a) + 0.001)
///
/// Of equally good answers the more frequent word is taken. Answers do not depend on the number of
/// threads (the caller's TBB arena).
WordAnalogyReport evaluate_word_analogies(const EmbeddingModel& model,
                                          const std::vector<AnalogySection>& sections,
                                          const QuestionWordsOptions& options = {});

}  // namespace t2v
