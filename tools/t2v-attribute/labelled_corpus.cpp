#include "labelled_corpus.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "command/command.h"
#include "command/remark.h"
#include "text/error.h"
#include "text/normalize.h"

namespace t2v {
namespace {

std::string names_of(const Vocabulary& labels) {
  constexpr std::uint32_t kListed = 10;
  std::vector<std::string_view> names;
  for (std::uint32_t id = 0; id < labels.size() && id < kListed; ++id)
    names.push_back(labels.key(id));
  return fmt::format("{}{}", fmt::join(names, ", "), labels.size() > kListed ? ", ..." : "");
}

/// The labels of the file as the classifier's; nothing where it has none of this name.
std::vector<std::optional<std::uint32_t>> classifier_ids(const Vocabulary& of_file,
                                                         const Vocabulary& of_classifier) {
  std::vector<std::optional<std::uint32_t>> ids;
  for (const Vocabulary::Entry& entry : of_file.entries())
    ids.push_back(of_classifier.id(entry.key));
  return ids;
}

void mention_unknown(const Vocabulary& of_file, std::span<const std::optional<std::uint32_t>> ids,
                     const std::string& file) {
  std::vector<std::string_view> unknown;
  std::uint64_t documents = 0;
  for (std::uint32_t label = 0; label < ids.size(); ++label) {
    if (ids[label]) continue;
    documents += of_file.count(label);
    unknown.push_back(of_file.key(label));
  }
  if (unknown.empty()) return;
  remark(fmt::format("{}: the classifier does not know {}, passed over {} times", file,
                     fmt::join(unknown, ", "), documents));
}

}  // namespace

LabelledCorpus open_labelled_corpus(const CorpusInput& input, const CnnModel& model) {
  OpenedCorpus files = input.open();
  LabelledCorpus opened{std::move(files.corpus), {}};
  if (!files.labels) return opened;
  const TextFile& label_file = *files.labels;
  const LabelSet of_file = read_labels(label_file);
  const auto ids = classifier_ids(of_file.names, model.labels);
  mention_unknown(of_file.names, ids, label_file.name());

  bool any = false;
  for (std::size_t document = 0; document < of_file.of_document.size(); ++document) {
    std::vector<std::uint32_t> known;
    for (const std::uint32_t label : of_file.of_document[document])
      if (ids[label]) known.push_back(*ids[label]);
    any = any || !known.empty();
    opened.labels.append(known);
  }
  if (!any) {
    throw Error(fmt::format("{}: no document carries a label of the classifier, expected {}",
                            label_file.name(), names_of(model.labels)));
  }
  return opened;
}

std::uint32_t label_named(const std::string& name, const CnnModel& model) {
  const auto label = model.labels.id(normalize(name).text);
  if (label) return *label;
  throw Error(fmt::format("'{}' is no label of the classifier, expected one of {}", name,
                          names_of(model.labels)));
}

}  // namespace t2v
