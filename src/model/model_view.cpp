#include "model/model_view.h"

#include <utility>

namespace t2v {

ModelView::ModelView(const EmbeddingModel& model)
    : words(model.words),
      labels(model.labels),
      word_input(model.vectors.word_input),
      word_output(model.vectors.word_output),
      label_input(model.vectors.label_input),
      counts(model.counts),
      tokenizer([&model] { return model.tokenizer; }) {}

ModelView::ModelView(KeyList word_keys, const Vocabulary& label_names)
    : words(std::move(word_keys)), labels(label_names) {}

}  // namespace t2v
