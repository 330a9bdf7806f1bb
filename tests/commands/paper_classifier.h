#pragma once

#include "commands/work_folder.h"

namespace t2v::testing {

/// Writes cnn.h5: a classifier that is computed on paper. Words 최고, 최악, 영화, 정말; labels 부정
/// and 긍정; cut by Unicode's rules. Two filters of width 1 and two of width 3, all biases zero:
///
///   logit of 긍정 = 2 [최고 in the text] + the most 최고 among three neighbours
///   logit of 부정 = 2 [최악 in the text] + the most 최악 among three neighbours
void write_paper_classifier(const WorkFolder& folder);

/// Runs t2v-attribute in the folder.
Outcome run_attribute(const WorkFolder& folder, const std::vector<std::string>& arguments,
                      Surroundings surroundings = {});

}  // namespace t2v::testing
