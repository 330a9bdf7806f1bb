#include "query/labelled_documents.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "query/label_selection.h"
#include "text/corpus.h"
#include "text/error.h"

namespace t2v {

LabelledDocuments labelled_documents(const TextFile& corpus, const LabelSet& all,
                                     const std::optional<std::string>& kind) {
  std::vector<Vocabulary::Entry> entries;
  std::vector<std::optional<std::uint32_t>> places(all.names.size());
  for (const std::uint32_t label : selected_labels({kind, std::nullopt}, all.names)) {
    places[label] = static_cast<std::uint32_t>(entries.size());
    entries.push_back(all.names.entries()[label]);
  }
  LabelledDocuments documents;
  documents.names = Vocabulary::from_ordered(std::move(entries));
  for (std::size_t line = 0; line < corpus.lines().size(); ++line) {
    std::vector<std::uint32_t> own;
    for (const std::uint32_t label : all.of_document[line])
      if (places[label]) own.push_back(*places[label]);
    if (own.empty()) continue;
    documents.texts.push_back(corpus.lines()[line]);
    documents.lines.push_back(line + 1);
    documents.labels.append(own);
  }
  return documents;
}

LabelledDocuments read_labelled_documents(const TextFile& corpus, const TextFile& labels_file,
                                          const std::optional<std::string>& kind,
                                          std::size_t fewest) {
  const LabelSet labels = read_labels(labels_file);
  std::optional<std::string> resolved;
  if (kind) resolved = resolve_label_kind(*kind, labels.names);
  LabelledDocuments documents = labelled_documents(corpus, labels, resolved);
  if (documents.names.size() < 2) {
    throw Error(fmt::format("{}: labels to choose from: {}, expected at least 2",
                            labels_file.name(), documents.names.size()));
  }
  if (documents.texts.size() < fewest) {
    throw Error(
        fmt::format("{}: documents with a label: {}, expected at least {} for as many folds",
                    labels_file.name(), documents.texts.size(), fewest));
  }
  return documents;
}

}  // namespace t2v
