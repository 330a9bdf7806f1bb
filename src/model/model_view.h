#pragma once

#include <functional>
#include <memory>

#include "model/embedding_file.h"
#include "model/key_list.h"
#include "model/vector_table.h"
#include "model/word_label_table.h"

namespace t2v {

/// What queries look at: a model in memory, or one that lies open in its file. Cheap to copy; the
/// model must outlive it.
struct ModelView {
  ModelView(const EmbeddingModel& model);  // NOLINT(google-explicit-constructor): a view
  ModelView(KeyList word_keys, const Vocabulary& label_names);

  KeyList words;
  const Vocabulary& labels;
  VectorTable word_input;
  VectorTable word_output;
  VectorTable label_input;
  WordLabelTable counts;
  /// The tokenizer, which queries need only to explain why a word is unknown; may be null.
  std::function<std::shared_ptr<const Tokenizer>()> tokenizer;
};

}  // namespace t2v
