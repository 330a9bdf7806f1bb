#include "judged_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "attribution/document_order.h"
#include "attribution/score_file.h"
#include "text/error.h"
#include "text/text_file.h"

namespace t2v {
namespace {

struct ClassifiedDocument {
  JudgedDocument document;
  std::vector<double> probabilities;
};

ClassifiedDocument classify_line(const Classifier& classifier, const TextFile& corpus,
                                 std::size_t number) {
  EncodedText text = classifier.encode(corpus.lines()[number]);
  const auto logits = classifier.forward(text.rows).logits;
  const auto best = std::max_element(logits.begin(), logits.end()) - logits.begin();
  return {{number, std::move(text.text), std::move(text.rows), static_cast<std::uint32_t>(best)},
          classifier.probabilities(logits)};
}

/// The documents that all peers score, by place in the list; all where there is no peer.
std::vector<std::size_t> documents_scored(std::span<const PeerScores> peers,
                                          std::size_t documents) {
  std::vector<std::size_t> scored;
  for (std::size_t i = 0; i < documents; ++i) {
    if (std::all_of(peers.begin(), peers.end(),
                    [&](const PeerScores& peer) { return peer.scores[i].has_value(); }))
      scored.push_back(i);
  }
  return scored;
}

}  // namespace

ClassifiedCorpus classify(const Classifier& classifier, const LabelledCorpus& corpus) {
  const bool multi_label = classifier.model().multi_label;
  MetricsCounter counter(classifier.shape().labels);
  ClassifiedCorpus classified;
  for_each_document(
      corpus.text.lines().size(),
      [&](std::size_t number) { return classify_line(classifier, corpus.text, number); },
      [&](std::size_t number, ClassifiedDocument& line) {
        if (!corpus.labels.empty() && !corpus.labels[number].empty())
          counter.add(line.probabilities, corpus.labels[number], multi_label);
        if (!line.document.rows.empty()) classified.documents.push_back(std::move(line.document));
      });
  if (classified.documents.empty())
    throw Error(fmt::format("{}: no words, expected documents to judge", corpus.text.name()));
  if (!corpus.labels.empty()) classified.metrics = counter.metrics();
  return classified;
}

JudgedDocuments draw_documents(std::vector<JudgedDocument> documents, std::size_t count,
                               std::uint64_t seed, const std::string& score_file,
                               const Vocabulary& labels) {
  std::vector<PeerScores> peers;
  if (!score_file.empty())
    peers = match_scores(read_scored_texts(TextFile::open(score_file)), documents, labels);
  const auto candidates = documents_scored(peers, documents.size());
  if (candidates.empty()) {
    throw Error(
        fmt::format("{}: its methods score no document of the corpus for the label that is "
                    "predicted, expected the same documents for all",
                    score_file));
  }
  JudgedDocuments judged;
  for (const PeerScores& peer : peers) judged.peers.push_back({peer.method, {}, std::nullopt, 0});
  for (const std::size_t drawn :
       draw_sample(candidates.size(), count == 0 ? candidates.size() : count, seed)) {
    const std::size_t document = candidates[drawn];
    judged.documents.push_back(std::move(documents[document]));
    for (std::size_t i = 0; i < peers.size(); ++i)
      judged.peers[i].scores.push_back(std::move(*peers[i].scores[document]));
  }
  return judged;
}

}  // namespace t2v
