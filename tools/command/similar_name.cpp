#include "command/similar_name.h"

#include <utility>

#include "text/spelling.h"
#include "text/vocabulary.h"

namespace t2v {

std::string perhaps(const std::string& typed, const std::vector<std::string>& names) {
  std::vector<Vocabulary::Entry> entries;
  entries.reserve(names.size());
  for (const std::string& name : names) entries.push_back({name, 1});
  const auto similar = similar_spellings(typed, Vocabulary::from_counts(std::move(entries)), 1);
  return similar.empty() ? "" : ", perhaps " + similar[0];
}

}  // namespace t2v
