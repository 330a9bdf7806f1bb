#include "text/character_tokenizer.h"

#include "text/white_space.h"

namespace t2v {

void CharacterTokenizer::tokenize(std::string_view line,
                                  std::vector<std::string_view>& tokens) const {
  tokens.clear();
  boundaries_.for_each_segment(line, [&](std::string_view cluster) {
    // A mark after a space makes one cluster with it.
    for_each_word(cluster, [&](std::string_view character) { tokens.push_back(character); });
  });
}

}  // namespace t2v
