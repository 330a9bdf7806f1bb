#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "classifier/text_cnn.h"
#include "text/tokenizer.h"
#include "text/vocabulary.h"

namespace t2v {

/// A trained classifier with all that is needed to read raw text and to name its answers.
struct CnnModel {
  TextCnn network;
  Vocabulary words;
  Vocabulary labels;         ///< counts: training documents that carry them
  bool multi_label = false;  ///< a sigmoid for each label instead of one softmax over all
  std::shared_ptr<const Tokenizer> tokenizer;

  std::string options_json = "{}";  ///< every option of the training run, a JSON object
  std::string corpus_sha256;        ///< of the corpus file's bytes
  std::uint64_t seed = 0;
  std::uint32_t epochs_done = 0;
};

}  // namespace t2v
