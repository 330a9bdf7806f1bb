#include "server/suspect_answers.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "classifier/suspects.h"
#include "report/quantity.h"
#include "server/json_answer.h"
#include "server/parameters.h"
#include "text/corpus.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kUsualSuspects = 20;
constexpr std::size_t kUsualPhrases = 3;
constexpr std::size_t kMostPhrases = 20;

double share_of(const SuspectProgress& progress) {
  const CnnProgress& training = progress.training;
  const double epoch = static_cast<double>(training.documents) /
                       static_cast<double>(std::max<std::uint64_t>(1, training.of_documents));
  const double network = (training.epoch - 1 + epoch) / std::max(1U, training.epochs);
  return (progress.network - 1 + network) / std::max(1U, progress.networks);
}

LabelledDocuments read_documents(const TextFile& corpus, const std::string& labels_path) {
  const TextFile labels = TextFile::open(labels_path);
  require_same_line_count(corpus, labels);
  return read_labelled_documents(corpus, labels, std::nullopt, SuspectOptions{}.folds);
}

}  // namespace

SuspectAnswers::SuspectAnswers(const EmbeddingModel& model, const std::string& corpus_path,
                               const std::string& labels_path)
    : model_(model),
      corpus_(TextFile::open(corpus_path)),
      documents_(read_documents(corpus_, labels_path)),
      search_([this](const auto& report) { return find(report); }) {}

SuspectAnswers::Findings SuspectAnswers::find(
    const BackgroundWork<Findings>::Report& report) const {
  const bool multi_label = needs_multi_label(documents_.labels);
  const CnnCorpus encoded =
      encode_for_cnn(documents_.texts, *model_.tokenizer, model_.words, documents_.labels);
  SuspectSearch search =
      find_suspects(encoded, model_, documents_.names.size(), multi_label, {},
                    [&](const SuspectProgress& progress) { report(share_of(progress)); });
  Findings findings;
  findings.ranking = std::move(search.ranking);
  findings.suspects = static_cast<std::size_t>(std::ranges::count_if(
      findings.ranking, [](const Suspect& suspect) { return suspect.margin > 0; }));
  findings.reasons = std::make_unique<const SuspectReasons>(std::move(search), model_,
                                                            documents_.names, multi_label);
  return findings;
}

HttpAnswer SuspectAnswers::suspects(const HttpRequest& request) const {
  const Parameters parameters(request.parameters, {"n", "phrases"});
  const auto most = parameters.number<std::size_t>("n", kUsualSuspects, 1, kMostSuspects);
  const auto phrases = parameters.number<std::size_t>("phrases", kUsualPhrases, 0, kMostPhrases);
  if (!search_.is_done())
    return json_answer({{"progress", search_.progress()}, {"done", false}}, 202);
  const Findings& found = search_.result();
  ordered_json results = ordered_json::array();
  for (std::size_t i = 0; i < std::min(most, found.suspects); ++i) {
    const Suspect& suspect = found.ranking[i];
    const std::string_view text = documents_.texts[suspect.document];
    results.push_back({{"line", documents_.lines[suspect.document]},
                       {"label", documents_.names.key(suspect.given)},
                       {"looks_like", documents_.names.key(suspect.looks_like)},
                       {"probability", rounded(suspect.probability)},
                       {"phrases", found.reasons->phrases(suspect, text, phrases)},
                       {"text", text}});
  }
  return json_answer({{"documents", found.ranking.size()},
                      {"suspects", found.suspects},
                      {"results", std::move(results)},
                      {"done", true}});
}

}  // namespace t2v
