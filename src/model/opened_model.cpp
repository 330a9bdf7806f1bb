#include "model/opened_model.h"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "model/embedding_keys.h"
#include "model/hdf5_reader.h"
#include "model/key_index.h"
#include "model/mapped_file.h"
#include "model/model_header.h"
#include "model/stored_vectors.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Finds datasets in a file, in place where they are laid out for that, and else copies them.
class Opener {
 public:
  Opener(const Hdf5Reader& file, const std::string& path)
      : file_(file), path_(path), mapping_(file.map()) {}

  VectorTable vectors(const std::string& dataset, const ExpectedExtent& rows,
                      const ExpectedExtent& columns) const {
    if (auto blocks = in_place(dataset, H5::PredType::IEEE_F32LE, 2)) {
      require_rows(file_, dataset, blocks->rows(), rows);
      require_columns(file_, dataset, blocks->columns(), columns);
      return VectorTable(std::move(blocks));
    }
    return VectorTable(
        std::make_shared<const Matrix>(read_finite_vectors(file_, dataset, rows, columns)));
  }

  VectorTable output_vectors(std::size_t words, const ExpectedExtent& columns) const {
    return vectors("/words/output", expected_output_rows(file_, words), columns);
  }

  StoredArray<std::uint64_t> counts(const std::string& dataset) const {
    if (auto blocks = whole(dataset, H5::PredType::STD_U64LE)) {
      return StoredArray<std::uint64_t>(std::move(blocks));
    }
    return StoredArray<std::uint64_t>(file_.read_counts(dataset));
  }

  StoredArray<std::uint32_t> counts32(const std::string& dataset) const {
    if (auto blocks = whole(dataset, H5::PredType::STD_U32LE)) {
      return StoredArray<std::uint32_t>(std::move(blocks));
    }
    return StoredArray<std::uint32_t>(file_.read_counts32(dataset));
  }

  StoredArray<char> text(const std::string& dataset) const {
    if (auto blocks = whole(dataset, H5::PredType::STD_U8LE)) {
      return StoredArray<char>(std::move(blocks));
    }
    const std::string bytes = file_.read_bytes(dataset);
    return StoredArray<char>(std::vector<char>(bytes.begin(), bytes.end()));
  }

  std::string named(const std::string& group) const { return fmt::format("{}: {}", path_, group); }

 private:
  std::shared_ptr<const CheckedBlocks> in_place(const std::string& dataset,
                                                const H5::PredType& type,
                                                std::size_t dimensions) const {
    auto places = file_.find_blocks(dataset, type, dimensions);
    if (!places) return nullptr;
    return std::make_shared<const CheckedBlocks>(mapping_, dataset, std::move(*places));
  }

  std::shared_ptr<const CheckedBlocks> whole(const std::string& dataset,
                                             const H5::PredType& type) const {
    auto blocks = in_place(dataset, type, 1);
    return blocks && blocks->blocks() == 1 ? blocks : nullptr;
  }

  const Hdf5Reader& file_;
  const std::string& path_;
  std::shared_ptr<const MappedFile> mapping_;
};

Vocabulary read_labels(const Hdf5Reader& file) {
  const StringColumn keys = file.read_strings("/labels/key", kMaxKeyBytes);
  const std::vector<std::uint64_t> counts = file.read_counts("/labels/count");
  require_rows(file, "/labels/key", keys.rows(), {counts.size(), "the counts have"});
  try {
    return vocabulary_of(keys, counts);
  } catch (const Error& error) {
    file.fail("/labels/key", error.what());
  }
}

ModelView view_of(const Opener& open, const Vocabulary& labels, std::uint64_t dim) {
  ModelView view(
      KeyList({open.named("/words"), open.text("/words/text"), open.counts("/words/text_offset"),
               open.counts32("/words/order"), open.counts("/words/count")}),
      labels);
  const ExpectedExtent columns{dim, "dim says"};
  const ExpectedExtent words{view.words.size(), "the counts have"};
  view.word_input = open.vectors("/words/input", words, columns);
  view.word_output = open.output_vectors(words.extent, columns);
  view.label_input = open.vectors("/labels/input", {labels.size(), "the counts have"}, columns);
  view.counts = WordLabelTable(
      {open.named("/word_labels"), open.counts("/word_labels/offset"),
       open.counts32("/word_labels/label"), open.counts32("/word_labels/documents"), labels.size()},
      view.words.size());
  return view;
}

}  // namespace

OpenedModel::OpenedModel(const std::string& path) {
  const Hdf5Reader file(path);
  const ModelHeader header = read_header(file, kEmbeddingFormat);
  vectors_sha256_ = file.read_text_attribute("vectors_sha256");
  if (header.format_version < kKeyIndexVersion) {
    loaded_ = load_embedding(path);
    view_.emplace(*loaded_);
    return;
  }
  labels_ = read_labels(file);
  view_.emplace(view_of(Opener(file, path), labels_, header.dim));
  view_->tokenizer = [path]() -> std::shared_ptr<const Tokenizer> {
    const Hdf5Reader again(path);
    const std::string name = again.read_text("/tokenizer/name");
    try {
      return restore_tokenizer(name, again.read_bytes("/tokenizer/model"));
    } catch (const Error& error) {
      again.fail("/tokenizer", error.what());
    }
  };
}

}  // namespace t2v
