#pragma once

#include <string>
#include <string_view>

#include "text/corpus.h"

// What commands that read a corpus and write a file ask of the files they were given.

namespace t2v {

/// A command must not write over what it reads. @param what is written, such as "the model"
/// @throws Error where both are the same file
void require_other_file(const std::string& output, const std::string& input, std::string_view what);

/// @throws UsageError where corpus and labels are both standard input
void require_one_standard_input(const std::string& corpus, const std::string& labels);

/// Says which words may be missing where there were too many different ones to count them all.
void remark_on_forgotten_words(const Corpus& corpus, const VocabularyOptions& options,
                               const std::string& name);

}  // namespace t2v
