#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attribution/method_comparison.h"
#include "text/text_file.h"
#include "text/vocabulary.h"

namespace t2v {

/// What some tool thought of the words of one document.
struct ScoredText {
  std::string method;
  std::optional<std::size_t> line;    ///< of the document in the corpus, from 1
  std::string text;                   ///< normalised; empty where it is not given
  std::optional<std::string> target;  ///< label that the scores are for
  std::vector<double> scores;         ///< one a token
  std::string place;                  ///< file:line, for messages
};

/// Reads attributions as `t2v-attribute explain --json` writes them. Of each line's object it needs
/// `method`, `text` or `id` (the document's line in the corpus), and `score` of all `tokens`;
/// `target` where it is given.
/// @throws Error with file:line for what is no such object
std::vector<ScoredText> read_scored_texts(const TextFile& file);

/// One method's scores from a file.
struct PeerScores {
  std::string method;
  /// [documents] one a word; nothing for documents that the file does not score
  std::vector<std::optional<std::vector<double>>> scores;
};

/// Puts the scores to their documents, by text or where there is none by line, one entry a method
/// in the order of the file. Scores for another label than the document's are passed over.
/// @param documents all that may be judged
/// @throws Error with file:line where the tokens are not as many as the document's words, or the
///   target is no label
std::vector<PeerScores> match_scores(std::span<const ScoredText> scored,
                                     std::span<const JudgedDocument> documents,
                                     const Vocabulary& labels);

}  // namespace t2v
