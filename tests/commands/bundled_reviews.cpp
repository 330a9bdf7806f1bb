#include "commands/bundled_reviews.h"

#include <fstream>
#include <stdexcept>

namespace t2v::testing {
namespace {

std::vector<std::string> bundled_lines(const std::string& name, std::size_t begin,
                                       std::size_t end) {
  std::ifstream file(std::string(FILM_REVIEWS) + "/" + name);
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t i = 0; i < end && std::getline(file, line); ++i)
    if (i >= begin) lines.push_back(line);
  if (lines.size() != end - begin) throw std::runtime_error(name + " is shorter than expected");
  return lines;
}

}  // namespace

BundledReviews bundled_reviews(std::size_t begin, std::size_t end) {
  return {bundled_lines("corpus.txt", begin, end), bundled_lines("labels.txt", begin, end)};
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

Outcome train_on(const WorkFolder& folder, const BundledReviews& reviews) {
  folder.write("corpus.txt", text_of(reviews.reviews));
  folder.write("labels.txt", text_of(reviews.labels));
  return folder.run({"train", "corpus.txt", "labels.txt", "--dim", "24", "--epochs", "10",
                     "--subsample", "0", "--threads", "1", "--quiet"});
}

}  // namespace t2v::testing
