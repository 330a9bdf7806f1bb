#include "attribution/score_file.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "fuzz/property.h"
#include "fuzz/small_models.h"

namespace t2v::fuzzing {

/// Attributions of other programs, JSON lines.
void fuzz_score_file(Bytes input) {
  static const Vocabulary labels = small_cnn().labels;
  static const std::vector<JudgedDocument> documents = [] {
    std::vector<JudgedDocument> two(2);
    two[0].text = "최고 영화";
    two[0].rows = {3, 4};
    two[1].number = 1;
    two[1].text = "최악";
    two[1].rows = {2};
    two[1].label = 1;
    return two;
  }();
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "scores.jsonl");
  std::vector<ScoredText> scored;
  if (!accepts_file(file, [&] { scored = read_scored_texts(file); })) return;
  for (const ScoredText& text : scored) {
    require(!text.method.empty(), "every line has a method");
    require(text.line.has_value() || !text.text.empty(), "every line names its document");
    for (const double score : text.scores) require(std::isfinite(score), "scores are numbers");
  }
  accepts_file(file, [&] {
    for (const PeerScores& method : match_scores(scored, documents, labels)) {
      require(method.scores.size() == documents.size(), "a method has a place for every document");
      for (std::size_t i = 0; i < documents.size(); ++i) {
        require(!method.scores[i] || method.scores[i]->size() == documents[i].rows.size(),
                "a document has a score a word");
      }
    }
  });
}

}  // namespace t2v::fuzzing
