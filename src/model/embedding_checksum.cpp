#include "model/embedding_checksum.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "text/checksum.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little,
              "checksums are over little-endian numbers as they lie in memory");

void append(std::string& bytes, std::uint64_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append(std::string& bytes, std::string_view text) {
  append(bytes, text.size());
  bytes.append(text);
}

void append(std::string& bytes, const Vocabulary& keys) {
  append(bytes, keys.entries().size());
  for (const Vocabulary::Entry& entry : keys.entries()) {
    append(bytes, std::string_view(entry.key));
    append(bytes, entry.count);
  }
}

void add_rows(Sha256& sum, const Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    sum.add(std::as_bytes(matrix.vector(row)));
  }
}

}  // namespace

std::string strings_sha256(const EmbeddingModel& model, std::string_view tokenizer_name,
                           std::string_view tokenizer_model) {
  std::string bytes;
  append(bytes, model.words);
  append(bytes, model.labels);
  append(bytes, tokenizer_name);
  append(bytes, tokenizer_model);
  append(bytes, std::string_view(model.options_json));
  append(bytes, std::string_view(model.corpus_sha256));
  append(bytes, model.seed);
  append(bytes, std::uint64_t{model.epochs_done});
  return sha256_hex(bytes);
}

std::string vectors_sha256(const Embedding& vectors) {
  Sha256 sum;
  add_rows(sum, vectors.word_input);
  add_rows(sum, vectors.word_output);
  add_rows(sum, vectors.label_input);
  return sum.hex();
}

}  // namespace t2v
