#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {

/// Reviews of the bundled corpus, corpora/film-reviews, with their labels.
struct BundledReviews {
  std::vector<std::string> reviews;
  std::vector<std::string> labels;  ///< 부정, 긍정 or 중립
};

/// Reviews `begin` to `end`, counted from 0.
BundledReviews bundled_reviews(std::size_t begin, std::size_t end);

/// The lines as a text file has them.
std::string text_of(const std::vector<std::string>& lines);

/// Writes corpus.txt and labels.txt and trains t2v.h5 on them, small and the same way every time.
Outcome train_on(const WorkFolder& folder, const BundledReviews& reviews);

}  // namespace t2v::testing
