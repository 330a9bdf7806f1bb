#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <optional>

#include "evaluation/conditioned_contexts.h"
#include "evaluation/label_analogies.h"
#include "evaluation/word_analogies.h"
#include "evaluation/word_similarity.h"
#include "fuzz/property.h"
#include "fuzz/small_models.h"

namespace t2v::fuzzing {
namespace {

const EmbeddingModel& model() {
  static const EmbeddingModel model = small_embedding();
  return model;
}

/// What a written file begins with, so that no such mark of the text itself is taken for its own.
constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

/// Reads `file`; where that succeeds, what write() makes of it must read as the same.
template <typename Read, typename Write>
auto read_twice(const TextFile& file, Read read, Write write) {
  std::optional<decltype(read(file))> found;
  if (!accepts_file(file, [&] { found = read(file); })) return found;
  const std::string text = write(*found);
  const TextFile copy = TextFile::from_string(text, "copy");
  require(write(read(copy)) == text, "what is written is read again");
  return found;
}

std::string written(const std::vector<LabelAnalogy>& rows) {
  std::string text = kByteOrderMark;
  for (const LabelAnalogy& row : rows) {
    text +=
        fmt::format("{}\t{}\t{}\t{}\n", row.query, row.from, row.to, fmt::join(row.accepted, " "));
  }
  return text;
}

std::string written(const std::vector<AnalogySection>& sections) {
  std::string text = kByteOrderMark;
  for (const AnalogySection& section : sections) {
    text += fmt::format(": {}\n", section.name);
    for (const WordAnalogy& words : section.analogies) {
      text += fmt::format("{}\n", fmt::join(words, " "));
    }
  }
  return text;
}

/// Behind a space, so that no word makes its line a comment.
std::string written(const std::vector<WordPair>& pairs) {
  std::string text = kByteOrderMark;
  for (const WordPair& pair : pairs) {
    text += fmt::format(" {}\t{}\t{}\n", pair.first, pair.second, pair.score);
  }
  return text;
}

}  // namespace

/// A file, read as every file that evaluations ask for.
void fuzz_evaluation_files(Bytes input) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "questions.txt");
  const auto write = [](const auto& found) { return written(found); };
  if (const auto rows = read_twice(file, read_label_analogies, write)) {
    accepts([&] { evaluate_label_analogies(model(), *rows, by_analogy({})); });
  }
  if (const auto sections = read_twice(file, read_word_analogies, write)) {
    const WordAnalogyReport report = evaluate_word_analogies(model(), *sections, {0, true});
    require(report.sections.size() == sections->size(), "every section is reported on");
    require(report.all.asked <= report.all.analogies, "only what is there is asked");
  }
  if (const auto pairs = read_twice(file, read_word_pairs, write)) {
    const WordSimilarityReport report = evaluate_word_similarity(model(), *pairs);
    require(report.pairs == pairs->size(), "every pair is reported on");
    require(std::isnan(report.spearman) || std::abs(report.spearman) <= 1 + 1e-9,
            "a correlation lies between -1 and 1");
  }
  accepts([&] {
    const Aspects aspects = read_aspects(file, model());
    for (const std::uint32_t word : aspects.words) {
      require(word < model().words.size(), "aspects are words of the model");
    }
  });
}

}  // namespace t2v::fuzzing
