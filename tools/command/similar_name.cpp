#include "command/similar_name.h"

#include <algorithm>
#include <utility>

#include "text/spelling.h"
#include "text/vocabulary.h"

namespace t2v {
namespace {

/// Whether two neighbouring letters changed places, the commonest slip in short names.
bool is_transposed(const std::string& typed, const std::string& name) {
  const auto [a, b] = std::ranges::mismatch(typed, name);
  if (typed.size() != name.size() || typed.end() - a < 2) return false;
  return a[0] == b[1] && a[1] == b[0] && std::equal(a + 2, typed.end(), b + 2);
}

}  // namespace

std::string perhaps(const std::string& typed, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (is_transposed(typed, name)) return ", perhaps " + name;
  }
  std::vector<Vocabulary::Entry> entries;
  entries.reserve(names.size());
  for (const std::string& name : names) entries.push_back({name, 1});
  const auto similar = similar_spellings(typed, Vocabulary::from_counts(std::move(entries)), 1);
  return similar.empty() ? "" : ", perhaps " + similar[0];
}

}  // namespace t2v
