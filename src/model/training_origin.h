#pragma once

#include <memory>
#include <string>

#include "text/tokenizer.h"

namespace t2v {

/// What a run that continues from a checkpoint has to know before it reads its corpus.
struct TrainingOrigin {
  std::string options_json;   ///< as in EmbeddingModel
  std::string corpus_sha256;  ///< as in EmbeddingModel
  std::shared_ptr<Tokenizer> tokenizer;
};

}  // namespace t2v
