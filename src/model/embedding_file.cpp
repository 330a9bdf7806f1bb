#include "model/embedding_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <future>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/embedding_checksum.h"
#include "model/embedding_keys.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/replacement_file.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::string_view kFormat = "target2vec";
constexpr std::uint32_t kFormatVersion = 1;
constexpr std::size_t kMaxDim = 4096;  // as TrainingOptions

bool is_json_object(const std::string& text) {
  const auto parsed = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  return parsed.is_object();
}

/// Magnitudes order like their bits, which makes this a loop over integers that compilers
/// vectorise.
bool is_finite(std::span<const float> vector) {
  constexpr std::uint32_t kMagnitude = 0x7fffffff;
  constexpr std::uint32_t kInfinity = 0x7f800000;  // NaNs lie above it
  std::uint32_t largest = 0;
  for (const float value : vector) {
    largest = std::max(largest, std::bit_cast<std::uint32_t>(value) & kMagnitude);
  }
  return largest < kInfinity;
}

/// First row that holds an infinity or NaN.
std::optional<std::size_t> first_not_finite(const Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    if (!is_finite(matrix.vector(row))) return row;
  }
  return std::nullopt;
}

/// Whether everything a model needs is there and agrees; a mistake of the caller where not.
void require_whole(const EmbeddingModel& model) {
  const Embedding& vectors = model.vectors;
  const std::size_t dim = vectors.word_input.dim();
  const bool shapes_agree = vectors.word_input.rows() == model.words.size() &&
                            vectors.word_output.rows() == model.words.size() &&
                            vectors.label_input.rows() == model.labels.size() &&
                            vectors.word_output.dim() == dim &&
                            (vectors.label_input.dim() == dim || model.labels.empty());
  if (!shapes_agree) throw std::invalid_argument("vectors and vocabularies differ in shape");
  if (model.words.empty()) throw std::invalid_argument("a model without words");
  if (dim < 1 || dim > kMaxDim) throw std::invalid_argument("dim is out of range");
  if (model.tokenizer == nullptr) throw std::invalid_argument("a model without tokenizer");
  if (!is_json_object(model.options_json)) {
    throw std::invalid_argument("options_json is no JSON object");
  }
}

/// Training with too high a learning rate leaves such vectors.
void require_finite(const Matrix& matrix, const Vocabulary& keys, const std::string& path) {
  if (const auto row = first_not_finite(matrix)) {
    throw Error(fmt::format("cannot write {}: the vector of '{}' is not finite", path,
                            keys.key(static_cast<std::uint32_t>(*row))));
  }
}

void write_attributes(Hdf5Writer& file, const EmbeddingModel& model) {
  file.write_attribute("format", kFormat);
  file.write_attribute("format_version", kFormatVersion);
  file.write_attribute("writer", "t2v " T2V_VERSION);
  file.write_attribute("dim", std::uint64_t{model.vectors.word_input.dim()});
  file.write_attribute("options", model.options_json);
  file.write_attribute("corpus_sha256", model.corpus_sha256);
  file.write_attribute("seed", model.seed);
  file.write_attribute("epochs_done", model.epochs_done);
  file.write_attribute("vectors_sha256", vectors_sha256(model.vectors));
  file.write_attribute("strings_sha256", strings_sha256(model, model.tokenizer->name(),
                                                        model.tokenizer->model_bytes()));
}

void write_keys(Hdf5Writer& file, const std::string& group, const Vocabulary& vocabulary) {
  file.create_group(group);
  file.write_strings(group + "/key", key_column(vocabulary));
  file.write_counts(group + "/count", count_column(vocabulary));
}

}  // namespace

void save_embedding(const EmbeddingModel& model, const std::string& path) {
  require_whole(model);
  require_finite(model.vectors.word_input, model.words, path);
  require_finite(model.vectors.word_output, model.words, path);
  require_finite(model.vectors.label_input, model.labels, path);

  ReplacementFile replacement(path);
  Hdf5Writer file(replacement);
  write_attributes(file, model);
  write_keys(file, "/words", model.words);
  file.write_vectors("/words/input", model.vectors.word_input);
  file.write_vectors("/words/output", model.vectors.word_output);
  write_keys(file, "/labels", model.labels);
  file.write_vectors("/labels/input", model.labels.empty()
                                          ? Matrix(0, model.vectors.word_input.dim())
                                          : model.vectors.label_input);
  file.create_group("/tokenizer");
  file.write_text("/tokenizer/name", model.tokenizer->name());
  file.write_bytes("/tokenizer/model", model.tokenizer->model_bytes());
  file.flush();
  file.write_attribute("complete", std::uint32_t{1});
  file.close();
  replacement.commit();
}

namespace {

/// What a file holds beside vectors, as it lies there.
struct StoredStrings {
  StringColumn word_keys;
  std::vector<std::uint64_t> word_counts;
  StringColumn label_keys;
  std::vector<std::uint64_t> label_counts;
  std::string tokenizer_name;
  std::string tokenizer_model;
  std::string options_json;
  std::string corpus_sha256;
  std::uint64_t seed;
  std::uint64_t epochs_done;
  std::string sha256;  ///< as strings_sha256 gave it when the file was written
};

EmbeddingFileInfo read_info(const Hdf5Reader& file) {
  if (!file.has_attribute("format") || file.read_text_attribute("format") != kFormat) {
    file.fail("format", fmt::format("not a t2v model, expected '{}'", kFormat));
  }
  const std::uint64_t version = file.read_number_attribute("format_version");
  EmbeddingFileInfo info;
  info.writer = file.read_text_attribute("writer");
  if (version > kFormatVersion) {
    file.fail("format_version", fmt::format("is {} (written by {}), this program reads up to {}",
                                            version, info.writer, kFormatVersion));
  }
  if (version < 1) file.fail("format_version", "is 0, expected at least 1");
  if (!file.has_attribute("complete") || file.read_number_attribute("complete") != 1) {
    file.fail("complete", "the file was not written to its end");
  }
  info.format_version = static_cast<std::uint32_t>(version);
  info.vectors_sha256 = file.read_text_attribute("vectors_sha256");
  return info;
}

void require_same_rows(const Hdf5Reader& file, const std::string& dataset, std::size_t rows,
                       std::size_t expected) {
  if (rows != expected) {
    file.fail(dataset, fmt::format("has {} rows, expected {} as the counts have", rows, expected));
  }
}

StoredStrings read_strings(const Hdf5Reader& file) {
  StoredStrings stored{.word_keys = file.read_strings("/words/key", kMaxKeyBytes),
                       .word_counts = file.read_counts("/words/count"),
                       .label_keys = file.read_strings("/labels/key", kMaxKeyBytes),
                       .label_counts = file.read_counts("/labels/count"),
                       .tokenizer_name = file.read_text("/tokenizer/name"),
                       .tokenizer_model = file.read_bytes("/tokenizer/model"),
                       .options_json = file.read_text_attribute("options"),
                       .corpus_sha256 = file.read_text_attribute("corpus_sha256"),
                       .seed = file.read_number_attribute("seed"),
                       .epochs_done = file.read_number_attribute("epochs_done"),
                       .sha256 = file.read_text_attribute("strings_sha256")};
  require_same_rows(file, "/words/key", stored.word_keys.rows(), stored.word_counts.size());
  require_same_rows(file, "/labels/key", stored.label_keys.rows(), stored.label_counts.size());
  if (stored.word_counts.empty()) file.fail("/words", "holds no words");
  if (!is_json_object(stored.options_json)) file.fail("options", "a JSON object was expected");
  if (stored.epochs_done > std::numeric_limits<std::uint32_t>::max()) {
    file.fail("epochs_done", "is out of range");
  }
  return stored;
}

/// Runs `make` and names `object` of the file in its Error.
template <typename Make>
auto restored(const Hdf5Reader& file, const std::string& object, Make make) {
  try {
    return make();
  } catch (const Error& error) {
    file.fail(object, error.what());
  }
}

/// The model without its vectors. Does not touch the file, so that it may run beside its reading.
EmbeddingModel restore_strings(const Hdf5Reader& file, const StoredStrings& stored) {
  EmbeddingModel model;
  model.words = restored(file, "/words/key",
                         [&] { return vocabulary_of(stored.word_keys, stored.word_counts); });
  model.labels = restored(file, "/labels/key",
                          [&] { return vocabulary_of(stored.label_keys, stored.label_counts); });
  model.options_json = stored.options_json;
  model.corpus_sha256 = stored.corpus_sha256;
  model.seed = stored.seed;
  model.epochs_done = static_cast<std::uint32_t>(stored.epochs_done);
  if (strings_sha256(model, stored.tokenizer_name, stored.tokenizer_model) != stored.sha256) {
    file.fail("strings_sha256", "does not hold: words, labels, tokenizer or options were changed");
  }
  model.tokenizer = restored(file, "/tokenizer", [&] {
    return restore_tokenizer(stored.tokenizer_name, stored.tokenizer_model);
  });
  return model;
}

Matrix read_finite_vectors(const Hdf5Reader& file, const std::string& dataset, std::size_t rows,
                           std::uint64_t dim) {
  Matrix vectors = file.read_vectors(dataset);
  require_same_rows(file, dataset, vectors.rows(), rows);
  if (vectors.dim() != dim) {
    file.fail(dataset, fmt::format("has {} columns, expected {} as dim says", vectors.dim(), dim));
  }
  if (const auto row = first_not_finite(vectors)) {
    file.fail(dataset, fmt::format("row {} is not finite", *row));
  }
  return vectors;
}

}  // namespace

EmbeddingModel load_embedding(const std::string& path, EmbeddingFileInfo* info) {
  const Hdf5Reader file(path);
  EmbeddingFileInfo found = read_info(file);
  const std::uint64_t dim = file.read_number_attribute("dim");
  if (dim < 1 || dim > kMaxDim) {
    file.fail("dim", fmt::format("is {}, expected 1 to {}", dim, kMaxDim));
  }
  const StoredStrings stored = read_strings(file);
  std::future<EmbeddingModel> strings =
      std::async(std::launch::async, [&] { return restore_strings(file, stored); });

  Embedding vectors;
  const std::size_t words = stored.word_counts.size();
  vectors.word_input = read_finite_vectors(file, "/words/input", words, dim);
  vectors.word_output = read_finite_vectors(file, "/words/output", words, dim);
  vectors.label_input = read_finite_vectors(file, "/labels/input", stored.label_counts.size(), dim);

  EmbeddingModel model = strings.get();
  model.vectors = std::move(vectors);
  if (info != nullptr) *info = std::move(found);
  return model;
}

}  // namespace t2v
