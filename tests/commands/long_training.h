#pragma once

#include <string>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {

/// Writes corpus.txt, labels.txt and lexicon.tsv: random text, in 1,500 words, of two labels.
void write_random_text(const WorkFolder& folder);

/// Epochs that take a second or two, and under the thread sanitizer, where training is a hundred
/// times as slow, not so much longer.
#ifdef __SANITIZE_THREAD__
inline constexpr unsigned kLongEpochs = 2;
#else
inline constexpr unsigned kLongEpochs = 40;
#endif

/// The arguments of `t2v train` on it with one thread, for kLongEpochs, and `more` options, which
/// may be others of those.
std::vector<std::string> long_training(const std::vector<std::string>& more);

/// Until `file` is there, or the program has ended.
void wait_for_file(const RunningProgram& program, const WorkFolder& folder,
                   const std::string& file);

}  // namespace t2v::testing
