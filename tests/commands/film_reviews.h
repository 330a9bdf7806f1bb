#pragma once

#include <string>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {

/// A corpus in which 최악 and 최고, 노잼 and 꿀잼, 지루 and 감동 each play the same part under the
/// labels 부정 and 긍정, and a model of it.
struct FilmReviews {
  std::string corpus;  ///< a review a line, in words
  std::string labels;  ///< 부정 or 긍정
};
FilmReviews film_reviews();

/// Writes them as corpus.txt and labels.txt.
void write_film_reviews(const WorkFolder& folder);

/// Options that train a small model on film_reviews() the same way every time.
std::vector<std::string> training_options();

/// Writes corpus.txt and labels.txt and trains t2v.h5 on them.
Outcome train_film_model(const WorkFolder& folder);

}  // namespace t2v::testing
