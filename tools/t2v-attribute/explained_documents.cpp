#include "explained_documents.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "command/command.h"
#include "command/corpus_files.h"
#include "command/remark.h"
#include "text/corpus.h"
#include "text/error.h"
#include "text/label_set.h"

namespace t2v {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<Names> read_true_labels(const std::string& path, std::size_t texts,
                                    const std::string& texts_name) {
  const TextFile file = TextFile::open(path);
  if (file.lines().size() != texts) {
    throw Error(fmt::format("{} has {} lines, expected {} as there are texts{}", file.name(),
                            file.lines().size(), texts, texts_name));
  }
  const LabelSet labels = read_labels(file);
  std::vector<Names> names(texts);
  for (std::size_t text = 0; text < texts; ++text) {
    for (const std::uint32_t label : labels.of_document[text])
      names[text].emplace_back(labels.names.key(label));
  }
  return names;
}

void open_lines(const std::string& path, Documents& documents) {
  documents.files.push_back(TextFile::open(path));
  const auto& lines = documents.files.back().lines();
  documents.lines.insert(documents.lines.end(), lines.begin(), lines.end());
}

/// How far a decision is from the true labels; nothing where it is right.
std::optional<double> margin(const Decision& decision, const Names& truth, bool multi_label) {
  double margin = -1;
  if (multi_label) {
    for (const Prediction& prediction : decision.predictions) {
      if (contains(decision.predicted, prediction.label) != contains(truth, prediction.label))
        margin = std::max(margin, std::fabs(prediction.probability - 0.5));
    }
    return margin < 0 ? std::nullopt : std::optional(margin);
  }
  double predicted = 0;
  double best_true = 0;
  for (const Prediction& prediction : decision.predictions) {
    if (contains(decision.predicted, prediction.label)) predicted = prediction.probability;
    if (contains(truth, prediction.label)) best_true = std::max(best_true, prediction.probability);
  }
  if (contains(truth, decision.predicted.front())) return std::nullopt;
  return predicted - best_true;
}

struct Mistake {
  double margin;
  std::size_t document;
};

std::vector<Mistake> mistakes(const Documents& documents, const Explainer& explainer) {
  const Names labels = explainer.labels();
  const auto is_known = [&](const std::string& label) { return contains(labels, label); };
  std::vector<std::optional<double>> margins(documents.lines.size());
  std::vector<char> judged(documents.lines.size());
  tbb::parallel_for(std::size_t{0}, documents.lines.size(), [&](std::size_t i) {
    const Names& truth = documents.true_labels[i];
    if (std::ranges::none_of(truth, is_known)) return;
    judged[i] = 1;
    margins[i] = margin(explainer.decide(documents.lines[i]), truth, explainer.is_multi_label());
  });
  const auto known = static_cast<std::size_t>(std::ranges::count(judged, 1));
  if (known == 0) {
    throw Error(fmt::format("no document carries a label of the classifier, expected {}",
                            fmt::join(labels, ", ")));
  }
  if (known < judged.size()) {
    remark(fmt::format("{} documents carry no label of the classifier and are passed over",
                       judged.size() - known));
  }
  std::vector<Mistake> found;
  for (std::size_t i = 0; i < margins.size(); ++i) {
    if (margins[i]) found.push_back({*margins[i], i});
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Mistake::margin);
  say(fmt::format("{} of {} documents misclassified", found.size(), known));
  return found;
}

}  // namespace

Documents open_documents(const ExplainRequest& request) {
  Documents documents;
  documents.files.reserve(request.texts.size() + 1);  // lines are views into them
  if (request.misclassified) {
    require_one_standard_input(request.corpus, request.corpus_labels);
    open_lines(request.corpus, documents);
    documents.true_labels = read_true_labels(request.corpus_labels, documents.lines.size(),
                                             " in " + documents.files[0].name());
    return documents;
  }
  for (const std::string& text : request.texts) {
    if (text == "-") {
      open_lines(text, documents);
    } else {
      documents.lines.emplace_back(text);
    }
  }
  if (!request.file.empty()) open_lines(request.file, documents);
  if (!request.labels_file.empty())
    documents.true_labels = read_true_labels(request.labels_file, documents.lines.size(), "");
  return documents;
}

std::vector<Document> documents_to_explain(const ExplainRequest& request,
                                           const Documents& documents, const Explainer& explainer) {
  std::vector<Document> chosen;
  const auto choose = [&](std::size_t i) {
    Document document{i + 1, documents.lines[i], std::nullopt};
    if (!documents.true_labels.empty()) document.true_labels = documents.true_labels[i];
    chosen.push_back(std::move(document));
  };
  if (!request.misclassified) {
    for (std::size_t i = 0; i < documents.lines.size(); ++i) choose(i);
    return chosen;
  }
  for (const Mistake& mistake : mistakes(documents, explainer)) {
    if (request.top > 0 && chosen.size() == request.top) break;
    choose(mistake.document);
  }
  return chosen;
}

}  // namespace t2v
