#include "formats/selected_vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "model/missing_parts.h"
#include "text/error.h"
#include "text/white_space.h"

namespace t2v {
namespace {

bool ends_line_or_column(char c) {
  return c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
}

/// `key` with `_` for each character of white space, or for those alone that end a line or column.
std::string without_white_space(std::string_view key, bool all) {
  std::string replaced;
  while (!key.empty()) {
    const std::size_t space = white_space_length(key);
    if (space > 0 && (all || ends_line_or_column(key.front()))) {
      replaced += '_';
      key.remove_prefix(space);
    } else {
      replaced += key.front();
      key.remove_prefix(1);
    }
  }
  return replaced;
}

void scale_to_length_one(std::span<float> vector) {
  double squares = 0;
  for (const float value : vector) squares += static_cast<double>(value) * value;
  if (squares == 0) return;
  const double scale = 1 / std::sqrt(squares);
  for (float& value : vector) value = static_cast<float>(value * scale);
}

void check(const ModelView& model, const VectorSelection& selection) {
  if (selection.keys != ExportedKeys::kWords) {
    if (selection.vectors != ExportedVectors::kInput) {
      throw Error("labels have input vectors only, expected words alone or input vectors");
    }
    if (model.labels.empty()) throw Error("the model has no labels, expected words alone");
  }
  if (selection.vectors != ExportedVectors::kInput) require_output_vectors(model);
}

}  // namespace

SelectedVectors::SelectedVectors(const ModelView& model, const VectorSelection& selection)
    : model_(model), selection_(selection) {
  check(model, selection);
  if (selection.keys != ExportedKeys::kLabels) {
    for (std::uint32_t id = 0; id < model.words.size(); ++id) {
      has_counts_ = has_counts_ || model.words.count(id) > 0;
      add_key(model.words.key(id), "");
    }
    words_ = keys_.size();
  }
  if (selection.keys != ExportedKeys::kWords) {
    for (std::uint32_t id = 0; id < model.labels.size(); ++id) {
      has_counts_ = has_counts_ || model.labels.count(id) > 0;
      add_key(model.labels.key(id), selection.label_prefix);
    }
  }
  require_different_keys();
}

void SelectedVectors::add_key(std::string_view key, std::string_view prefix) {
  std::string written = without_white_space(key, selection_.replace_white_space);
  if (written != key) {
    if (replaced_ == 0) first_replaced_ = key;
    ++replaced_;
  }
  keys_.push_back(std::string(prefix) + written);
}

void SelectedVectors::require_different_keys() const {
  const std::string& prefix = selection_.label_prefix;
  const bool tells_labels = selection_.keys == ExportedKeys::kBoth && !prefix.empty();
  std::unordered_set<std::string_view> seen;
  seen.reserve(keys_.size());
  for (std::size_t row = 0; row < keys_.size(); ++row) {
    const std::string& key = keys_[row];
    if (tells_labels && !is_label(row) && key.starts_with(prefix)) {
      throw Error(fmt::format(
          "the word '{}' begins with '{}' and would pass for a label, expected another prefix", key,
          prefix));
    }
    if (seen.insert(key).second) continue;
    throw Error(
        fmt::format("two keys would be '{}' in the file, expected different ones{}", key,
                    is_label(row) && words_ > 0 ? "; a prefix tells labels from words" : ""));
  }
}

std::uint64_t SelectedVectors::count(std::size_t row) const {
  return is_label(row) ? model_.labels.count(static_cast<std::uint32_t>(row - words_))
                       : model_.words.count(static_cast<std::uint32_t>(row));
}

void SelectedVectors::read(std::size_t row, std::span<float> vector) const {
  if (is_label(row)) {
    std::ranges::copy(model_.label_input.vector(row - words_), vector.begin());
  } else {
    const bool output = selection_.vectors == ExportedVectors::kOutput;
    std::ranges::copy((output ? model_.word_output : model_.word_input).vector(row),
                      vector.begin());
    if (selection_.vectors == ExportedVectors::kAverage) {
      const std::span<const float> other = model_.word_output.vector(row);
      for (std::size_t i = 0; i < vector.size(); ++i) vector[i] = (vector[i] + other[i]) / 2;
    }
  }
  if (selection_.normalize) scale_to_length_one(vector);
}

}  // namespace t2v
