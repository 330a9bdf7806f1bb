#pragma once

#include <string>
#include <string_view>

#include "text/corpus.h"

// What commands that read a corpus and write a file ask of the files they were given.

namespace t2v {

/// Where temporary files go: beside what is written, for which there must be room anyway.
std::string folder_of(const std::string& output);

/// A command must not write over what it reads. @param what is written, such as "the model"
/// @throws Error where both are the same file
void require_other_file(const std::string& output, const std::string& input, std::string_view what);

/// Of two files that are written, which need not be there yet. @param what, what_other as above
/// @throws Error where both are the same file
void require_two_files(const std::string& file, std::string_view what, const std::string& other,
                       std::string_view what_other);

/// A checkpoint goes on only with what it was made from. @param name of what was read
/// @throws Error where the SHA-256 of what was read is not the recorded one; both may be empty
void require_recorded(const std::string& sha256, const std::string& recorded,
                      const std::string& name, const std::string& checkpoint);

/// @throws UsageError where corpus and labels are both standard input
void require_one_standard_input(const std::string& corpus, const std::string& labels);

/// Says which words may be missing where there were too many different ones to count them all.
void remark_on_forgotten_words(const Corpus& corpus, const VocabularyOptions& options,
                               const std::string& name);

}  // namespace t2v
