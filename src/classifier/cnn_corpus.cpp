#include "classifier/cnn_corpus.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <utility>

#include "text/normalize.h"

namespace t2v {
namespace {

constexpr std::size_t kLinesATask = 1000;

struct EncodedLines {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> lengths;  ///< tokens of each line
};

EncodedLines encode_lines(std::span<const std::string_view> lines, const Tokenizer& tokenizer,
                          const Vocabulary& words) {
  EncodedLines encoded;
  std::vector<std::string_view> tokens;
  for (const std::string_view line : lines) {
    const NormalizedText normalized = normalize(line);
    tokenizer.tokenize(normalized.text, tokens);
    for (const std::string_view token : tokens) {
      const auto id = words.id(token);
      encoded.rows.push_back(id ? *id + kFirstWordRow : kUnknownRow);
    }
    encoded.lengths.push_back(tokens.size());
  }
  return encoded;
}

}  // namespace

CnnCorpus encode_for_cnn(std::span<const std::string_view> lines, const Tokenizer& tokenizer,
                         const Vocabulary& words, LabelLists labels) {
  const std::size_t tasks = (lines.size() + kLinesATask - 1) / kLinesATask;
  std::vector<EncodedLines> parts(tasks);
  tbb::parallel_for(std::size_t{0}, tasks, [&](std::size_t task) {
    const std::size_t begin = task * kLinesATask;
    parts[task] = encode_lines(lines.subspan(begin, std::min(kLinesATask, lines.size() - begin)),
                               tokenizer, words);
  });
  CnnCorpus corpus;
  corpus.labels = std::move(labels);
  corpus.offsets.push_back(0);
  for (EncodedLines& part : parts) {
    corpus.rows.insert(corpus.rows.end(), part.rows.begin(), part.rows.end());
    for (const std::size_t length : part.lengths)
      corpus.offsets.push_back(corpus.offsets.back() + length);
    part = {};
  }
  return corpus;
}

bool needs_multi_label(const LabelLists& labels) {
  for (std::size_t document = 0; document < labels.size(); ++document)
    if (labels[document].size() != 1) return true;
  return false;
}

}  // namespace t2v
