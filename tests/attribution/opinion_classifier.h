#pragma once

#include <memory>
#include <utility>

#include "classifier/classifier.h"

namespace t2v::testing {

inline constexpr std::uint32_t kBad = 0;
inline constexpr std::uint32_t kGood = 1;

/// A classifier that is computed on paper. One filter of width 1 answers 1 to `good`, another 1 to
/// `bad`, nothing to any other word:
///
///   logit_good = 2 if there is a `good`, else 0      logit_bad = 2 if there is a `bad`, else 0
///
/// Labels: bad, good. Words, in the order of their ids: good, bad, film, plot.
inline CnnModel opinion_model(bool multi_label = false) {
  CnnShape shape;
  shape.words = 4;
  shape.dim = 2;
  shape.labels = 2;
  shape.filters = 2;
  shape.widths = {1};
  CnnModel model;
  model.network = TextCnn(shape);
  model.network.embedding.row(kFirstWordRow + 0)[0] = 1;
  model.network.embedding.row(kFirstWordRow + 1)[1] = 1;
  model.network.taps.row(shape.column(0, 0) + 0)[0] = 1;
  model.network.taps.row(shape.column(0, 0) + 1)[1] = 1;
  model.network.output.row(kGood)[0] = 2;
  model.network.output.row(kBad)[1] = 2;
  model.words = Vocabulary::from_ordered({{"good", 4}, {"bad", 3}, {"film", 2}, {"plot", 1}});
  model.labels = Vocabulary::from_ordered({{"bad", 2}, {"good", 2}});
  model.multi_label = multi_label;
  model.tokenizer = restore_tokenizer("whitespace", "");
  return model;
}

}  // namespace t2v::testing
