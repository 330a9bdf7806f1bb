#include "model/embedding_file.h"

#include <fmt/format.h>

#include <cstddef>
#include <future>
#include <stdexcept>
#include <utility>

#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/key_index.h"
#include "model/model_header.h"
#include "model/model_strings.h"
#include "model/replacement_file.h"
#include "model/stored_vectors.h"
#include "text/checksum.h"
#include "text/error.h"

namespace t2v {
namespace {

// Versions of the format.
constexpr std::uint32_t kWordLabelsVersion = 2;     ///< the first with those counts
constexpr std::uint32_t kOutputVectorsVersion = 4;  ///< the last in which all models have them

/// Whether everything a model needs is there and agrees; a mistake of the caller where not.
void require_whole(const EmbeddingModel& model) {
  const Embedding& vectors = model.vectors;
  const std::size_t dim = vectors.word_input.dim();
  const bool shapes_agree =
      vectors.word_input.rows() == model.words.size() &&
      (vectors.word_output.rows() == model.words.size() || vectors.word_output.rows() == 0) &&
      vectors.label_input.rows() == model.labels.size() && vectors.word_output.dim() == dim &&
      (vectors.label_input.dim() == dim || model.labels.empty()) &&
      (vectors.document_input.dim() == dim || vectors.document_input.rows() == 0);
  if (!model.counts.empty() && model.counts.words() != model.words.size()) {
    throw std::invalid_argument("word-label counts of other words");
  }
  if (!shapes_agree) throw std::invalid_argument("vectors and vocabularies differ in shape");
  require_whole_strings(model.words, model.tokenizer.get(), model.options_json);
  if (dim < 1 || dim > kMaxStoredDim) throw std::invalid_argument("dim is out of range");
}

/// As old as it can be, so that earlier programs read what they can.
ModelFormat format_of(const EmbeddingModel& model) {
  ModelFormat format = kEmbeddingFormat;
  if (model.vectors.word_output.rows() > 0) format.version = kOutputVectorsVersion;
  return format;
}

/// Training with too high a learning rate leaves such vectors.
void require_finite(const Matrix& matrix, const Vocabulary& keys, const std::string& path) {
  if (const auto row = first_not_finite(matrix)) {
    throw Error(fmt::format("cannot write {}: the vector of '{}' is not finite", path,
                            keys.key(static_cast<std::uint32_t>(*row))));
  }
}

/// Documents have numbers for names, counted as lines are, from 1.
void require_finite_documents(const Matrix& documents, const std::string& path) {
  if (const auto row = first_not_finite(documents)) {
    throw Error(
        fmt::format("cannot write {}: the vector of document {} is not finite", path, *row + 1));
  }
}

void write_documents(Hdf5Writer& file, const Matrix& documents) {
  file.write_attribute("documents", std::uint64_t{documents.rows()});
  file.create_group("/documents");
  file.write_vectors("/documents/input", documents);
}

void write_word_labels(Hdf5Writer& file, const WordLabelCounts& counts) {
  const WordLabelArrays arrays = counts.arrays();
  file.write_counts32("/words/documents", arrays.word_documents);
  file.create_group("/word_labels");
  file.write_counts("/word_labels/offset", arrays.offsets);
  file.write_counts32("/word_labels/label", arrays.labels);
  file.write_counts32("/word_labels/documents", arrays.documents);
}

WordLabelArrays read_word_labels(const Hdf5Reader& file) {
  return {.word_documents = file.read_counts32("/words/documents"),
          .offsets = file.read_counts("/word_labels/offset"),
          .labels = file.read_counts32("/word_labels/label"),
          .documents = file.read_counts32("/word_labels/documents")};
}

WordLabelCounts restore_word_labels(const Hdf5Reader& file, WordLabelArrays arrays,
                                    const StoredStrings& strings) {
  try {
    return {std::move(arrays), strings.word_counts, strings.label_counts};
  } catch (const Error& error) {
    file.fail("/word_labels", error.what());
  }
}

}  // namespace

void save_embedding(const EmbeddingModel& model, const std::string& path) {
  require_whole(model);
  require_finite(model.vectors.word_input, model.words, path);
  require_finite(model.vectors.word_output, model.words, path);
  require_finite(model.vectors.label_input, model.labels, path);
  require_finite_documents(model.vectors.document_input, path);

  ReplacementFile replacement(path);
  Hdf5Writer file(replacement);
  write_header(file, format_of(model), "t2v " T2V_VERSION, model.vectors.word_input.dim());
  file.write_attribute("vectors_sha256", vectors_sha256(model.vectors));
  if (model.vectors.word_output.rows() == 0)
    file.write_attribute("output_vectors", std::uint64_t{0});
  const StoredStrings strings = stored_strings(model);
  write_strings(file, strings);
  write_key_index(file, strings.word_keys);
  file.write_vectors("/words/input", model.vectors.word_input);
  file.write_vectors("/words/output", model.vectors.word_output);
  file.write_vectors("/labels/input", model.labels.empty()
                                          ? Matrix(0, model.vectors.word_input.dim())
                                          : model.vectors.label_input);
  write_word_labels(file, model.counts);
  if (model.vectors.document_input.rows() > 0) write_documents(file, model.vectors.document_input);
  if (model.checkpoint) write_checkpoint_record(file, *model.checkpoint);
  file.flush();
  file.write_attribute("complete", std::uint32_t{1});
  file.close();
  replacement.commit();
}

EmbeddingModel load_embedding(const std::string& path, EmbeddingFileInfo* info,
                              DocumentVectors documents) {
  const Hdf5Reader file(path);
  const ModelHeader header = read_header(file, kEmbeddingFormat);
  EmbeddingFileInfo found{header.format_version, header.writer,
                          file.read_text_attribute("vectors_sha256")};
  if (file.has_attribute("documents")) found.documents = file.read_number_attribute("documents");
  const StoredStrings stored = read_strings(file);
  std::future<ModelStrings> strings =
      std::async(std::launch::async, [&] { return restore_strings(file, stored); });

  const std::size_t words = stored.word_counts.size();
  const auto vectors = [&](const std::string& dataset, std::size_t rows) {
    return read_finite_vectors(file, dataset, {rows, "the counts have"}, {header.dim, "dim says"});
  };
  EmbeddingModel model;
  model.vectors.word_input = vectors("/words/input", words);
  model.vectors.word_output = read_finite_vectors(
      file, "/words/output", expected_output_rows(file, words), {header.dim, "dim says"});
  model.vectors.label_input = vectors("/labels/input", stored.label_counts.size());
  WordLabelArrays counts;
  if (header.format_version >= kWordLabelsVersion) counts = read_word_labels(file);
  if (found.documents > 0 && documents == DocumentVectors::kLoad) {
    model.vectors.document_input =
        read_finite_vectors(file, "/documents/input", {found.documents, "the attribute says"},
                            {header.dim, "dim says"});
  }
  move_strings(strings.get(), model);
  if (header.format_version >= kKeyIndexVersion) {
    require_key_index(stored.word_keys, file.read_bytes("/words/text"),
                      file.read_counts("/words/text_offset"), file.read_counts32("/words/order"),
                      file);
  }
  model.counts = restore_word_labels(file, std::move(counts), stored);
  if (info != nullptr) *info = std::move(found);
  return model;
}

std::string vectors_sha256(const Embedding& vectors) {
  Sha256 sum;
  add_rows(sum, vectors.word_input);
  add_rows(sum, vectors.word_output);
  add_rows(sum, vectors.label_input);
  add_rows(sum, vectors.document_input);
  return sum.hex();
}

}  // namespace t2v
