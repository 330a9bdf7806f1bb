#include "fuzz/fuzz_targets.h"

#include <array>
#include <ostream>

namespace t2v::fuzzing {

void PrintTo(const Target& target, std::ostream* out) {
  *out << target.name;
}

std::span<const Target> targets() {
  static constexpr std::array kTargets{
      Target{"normalization", fuzz_normalization},
      Target{"tokenizers", fuzz_tokenizers},
      Target{"sentencepiece", fuzz_sentencepiece},
      Target{"sentencepiece_model", fuzz_sentencepiece_model},
      Target{"label_lines", fuzz_label_lines},
      Target{"lexicon", fuzz_lexicon},
      Target{"name_patterns", fuzz_name_patterns},
      Target{"terms", fuzz_terms},
      Target{"evaluation_files", fuzz_evaluation_files},
      Target{"score_file", fuzz_score_file},
      Target{"outside_text", fuzz_outside_text},
      Target{"command_line", fuzz_command_line},
      Target{"training_record", fuzz_training_record},
      Target{"encoded_corpus", fuzz_encoded_corpus},
      Target{"embedding_bytes", fuzz_embedding_bytes},
      Target{"embedding_content", fuzz_embedding_content},
      Target{"cnn_bytes", fuzz_cnn_bytes},
      Target{"cnn_content", fuzz_cnn_content},
      Target{"neighbor_index", fuzz_neighbor_index},
      Target{"word2vec_text", fuzz_word2vec_text},
      Target{"glove_text", fuzz_glove_text},
      Target{"word2vec_binary", fuzz_word2vec_binary},
      Target{"vector_detection", fuzz_vector_detection},
      Target{"table", fuzz_table},
      Target{"fasttext_lines", fuzz_fasttext_lines},
      Target{"compressed_text", fuzz_compressed_text},
  };
  return kTargets;
}

}  // namespace t2v::fuzzing
