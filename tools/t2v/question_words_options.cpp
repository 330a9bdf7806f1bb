#include "question_words_options.h"

#include <cstdint>

namespace t2v {

void add_question_words_options(CommandLine& command_line, QuestionWordsOptions& options) {
  command_line.add_number<std::uint64_t>(
      "most-frequent", "only the N most frequent words are asked for and are answers; 0: all",
      &options.most_frequent, 0);
  command_line.add_flag("ignore-case",
                        "a word of the file is the most frequent word that is the same but for "
                        "case",
                        &options.ignore_case);
}

}  // namespace t2v
