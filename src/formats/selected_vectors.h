#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/model_view.h"

namespace t2v {

enum class ExportedKeys { kWords, kLabels, kBoth };
enum class ExportedVectors { kInput, kOutput, kAverage };

/// Which vectors of a model go into a file, and under which keys.
struct VectorSelection {
  ExportedKeys keys = ExportedKeys::kWords;
  ExportedVectors vectors = ExportedVectors::kInput;  ///< labels have input vectors only
  bool normalize = false;                             ///< to length 1; zeros stay
  std::string label_prefix = {};                      ///< of labels in the file
  /// Of keys; else only that which ends a line or a column is replaced.
  bool replace_white_space = true;
};

/// Words, then labels, each in the order of the model, as they go into a file. The model must
/// outlive it. From many threads at once.
class SelectedVectors {
 public:
  /// In keys `_` replaces each character of white space that would end a key.
  /// @throws Error where the file could not tell keys apart: two are the same in it, or a word
  ///   begins with the prefix of labels; where the model has no such keys or vectors; or where
  ///   output vectors of labels are asked for
  SelectedVectors(const ModelView& model, const VectorSelection& selection);

  std::size_t size() const { return keys_.size(); }
  std::size_t dim() const { return model_.word_input.dim(); }
  std::size_t words() const { return words_; }
  std::size_t labels() const { return keys_.size() - words_; }

  const std::string& key(std::size_t row) const { return keys_[row]; }
  bool is_label(std::size_t row) const { return row >= words_; }
  /// Occurrences of a word, documents of a label.
  std::uint64_t count(std::size_t row) const;
  /// False for imported vectors, of which no count is known.
  bool has_counts() const { return has_counts_; }
  /// Fills `vector`, of dim() numbers. @throws Error where the model's file is damaged there
  void read(std::size_t row, std::span<float> vector) const;

  /// Keys in which white space was replaced, and the first of them as the model has it.
  std::size_t replaced() const { return replaced_; }
  const std::string& first_replaced() const { return first_replaced_; }

 private:
  void add_key(std::string_view key, std::string_view prefix);
  void require_different_keys() const;

  ModelView model_;
  VectorSelection selection_;
  std::vector<std::string> keys_;
  std::size_t words_ = 0;
  bool has_counts_ = false;
  std::size_t replaced_ = 0;
  std::string first_replaced_;
};

}  // namespace t2v
