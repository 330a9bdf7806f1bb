#include "small_corpus.h"

#include "embedding/random.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {

Corpus small_corpus(const std::vector<SmallDocument>& documents,
                    const std::vector<LexiconEntry>& lexicon) {
  std::string tokens;
  std::string labels;
  for (const SmallDocument& document : documents) {
    tokens += document.tokens + "\n";
    labels += document.labels + "\n";
  }
  const TextFile text = TextFile::from_string(tokens, "tokens");
  const TextFile label_text = TextFile::from_string(labels, "labels");
  const auto tokenizer = make_tokenizer({}, text.lines());
  Corpus corpus = encode_corpus(text, *tokenizer, {.min_count = 1});
  corpus.labels = read_labels(label_text, lexicon);
  assign_word_labels(corpus.labels, corpus.words, lexicon);
  return corpus;
}

Corpus random_corpus(std::uint32_t words, std::size_t documents, std::size_t length,
                     std::uint32_t labels, std::uint64_t seed,
                     const std::vector<LexiconEntry>& lexicon) {
  Random random(seed);
  std::vector<SmallDocument> made;
  for (std::size_t d = 0; d < documents; ++d) {
    SmallDocument document;
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint32_t highest = 1 + random.below(words);
      document.tokens += "w" + std::to_string(random.below(highest)) + " ";
    }
    if (labels > 0 && d % 4 != 3) document.labels = "label" + std::to_string(d % labels);
    if (labels > 0 && d % 5 == 0) document.labels += " label" + std::to_string((d + 1) % labels);
    made.push_back(document);
  }
  return small_corpus(made, lexicon);
}

Corpus two_camps() {
  Random random(9);
  std::vector<SmallDocument> documents;
  for (int d = 0; d < 3000; ++d) {
    const std::string camp = d % 3 == 0 ? "bad" : "good";  // uneven labels
    SmallDocument document{"", camp};
    for (int i = 0; i < 8; ++i) {
      const bool own = random.below(2) == 0;
      document.tokens += (own ? camp : "common") + std::to_string(random.below(10)) + " ";
    }
    documents.push_back(document);
  }
  return small_corpus(documents);
}

}  // namespace t2v
