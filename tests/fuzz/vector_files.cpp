#include <algorithm>
#include <cmath>
#include <string>

#include "formats/format_detection.h"
#include "formats/imported_model.h"
#include "formats/vector_text.h"
#include "formats/word2vec_binary.h"
#include "fuzz/property.h"
#include "text/white_space.h"

namespace t2v::fuzzing {
namespace {

void require_whole(const KeyedVectors& read) {
  require(!read.keys.empty(), "vectors that are read have keys");
  require(read.keys.size() == read.vectors.rows(), "every key has a vector");
  require(std::ranges::none_of(read.keys, &std::string::empty), "no key is empty");
  for (std::size_t row = 0; row < read.keys.size(); ++row) {
    for (const float value : read.vectors.vector(row)) {
      require(std::isfinite(value), "vectors are finite");
    }
  }
}

/// What becomes a model has only keys that can be asked for.
void require_import(KeyedVectors read, const TextFile& file) {
  PassedOver passed_over;
  const std::size_t keys = read.keys.size();
  EmbeddingModel model;
  const bool has_words = accepts_file(file, [&] {
    model =
        imported_model(std::move(read), {.label_prefix = "#", .tokenizer = make_tokenizer({}, {})},
                       file.name(), &passed_over);
  });
  if (!has_words) return;
  require(model.words.size() + model.labels.size() + passed_over.twice + passed_over.overlong +
                  passed_over.empty ==
              keys,
          "every key is a word, a label or passed over");
  require(model.vectors.word_input.rows() == model.words.size() &&
              model.vectors.label_input.rows() == model.labels.size(),
          "words and labels have their vectors");
}

void fuzz_format(Bytes input, VectorFormat format) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "vectors");
  KeyedVectors read;
  if (!accepts_file(file, [&] { read = read_vectors(file, format); })) return;
  require_whole(read);
  require_import(std::move(read), file);
}

}  // namespace

/// Text with a heading.
void fuzz_word2vec_text(Bytes input) {
  fuzz_format(input, VectorFormat::kWord2vec);
}

/// Text without one.
void fuzz_glove_text(Bytes input) {
  fuzz_format(input, VectorFormat::kGlove);
}

void fuzz_word2vec_binary(Bytes input) {
  fuzz_format(input, VectorFormat::kWord2vecBinary);
}

/// A file whose format is not said: its reader may refuse it, but is one of those that there are.
void fuzz_vector_detection(Bytes input) {
  const TextFile file = TextFile::from_string(std::string(text_of(input)), "vectors");
  VectorFormat format = VectorFormat::kNpy;
  if (!accepts_file(file, [&] { format = detect_vector_format(file); })) return;
  const auto readable = std::span(kVectorFormats).first<kReadFormats>();
  require(std::ranges::find(readable, format, &NamedVectorFormat::format) != readable.end(),
          "what is detected can be read");
  accepts_file(file, [&] { require_whole(read_vectors(file, format)); });
}

}  // namespace t2v::fuzzing
