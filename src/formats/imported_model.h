#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "formats/keyed_vectors.h"
#include "formats/vector_format.h"
#include "model/embedding_file.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {

/// Reads vectors in a format that can be read (the first kReadFormats).
/// @throws Error naming the line or byte that is not as expected
KeyedVectors read_vectors(const TextFile& file, VectorFormat format);

/// What an imported model is made of beside the vectors.
struct ImportOptions {
  std::string label_prefix =
      {};  ///< keys that begin with it are labels, named without it; empty: none
  std::shared_ptr<const Tokenizer> tokenizer = {};  ///< cuts texts as those that the vectors are of
  std::string options_json = "{}";                  ///< as EmbeddingModel::options_json
};

/// Keys that were passed over, with the first of each.
struct PassedOver {
  std::size_t twice = 0;  ///< there before, as they are or normalised
  std::string first_twice;
  std::size_t overlong = 0;  ///< longer than kMaxKeyBytes
  std::size_t empty = 0;     ///< nothing but white space
};

/// A model with input vectors alone: words and labels in the order of the file, keys normalised as
/// queries are. Nothing is known of counts, which are 0, and output vectors (missing_parts.h).
/// @throws Error where no word is left; `name` of the file
EmbeddingModel imported_model(KeyedVectors&& read, const ImportOptions& options,
                              const std::string& name, PassedOver* passed_over = nullptr);

}  // namespace t2v
