#include <string>
#include <vector>

#include "fuzz/plain_reading.h"
#include "fuzz/property.h"
#include "fuzz/token_properties.h"
#include "text/normalize.h"
#include "text/sentencepiece_model.h"
#include "text/sentencepiece_tokenizer.h"

namespace t2v::fuzzing {
namespace {

const SentencePieceTokenizer& trained_tokenizer() {
  static const SentencePieceTokenizer tokenizer = [] {
    const std::vector<std::string_view> lines{
        "이 영화 정말 최고의 영화였어요 ㅋㅋㅋ", "최악의 영화 시간이 아까웠어요 ㅠㅠ",
        "배우들의 연기가 정말 좋았어요",         "스토리가 정말 지루했어요",
        "a good film about a good man",          "a bad film about a bad man 😀"};
    return SentencePieceTokenizer(train_sentencepiece(lines, 120));
  }();
  return tokenizer;
}

/// What tokens of a line make up together: all of it but white space and the mark ▁.
std::string content_of(std::string_view line) {
  std::string text = without_white_space(line);
  for (std::size_t mark = text.find(kSpaceMark); mark != std::string::npos;
       mark = text.find(kSpaceMark, mark)) {
    text.erase(mark, kSpaceMark.size());
  }
  return text;
}

void require_whole(const Tokenizer& tokenizer, std::string_view line) {
  std::string joined;
  for (const std::string_view token : checked_tokens(tokenizer, line)) joined += token;
  require(joined == content_of(line), "pieces make up the line");
}

}  // namespace

/// A line, cut by a model of ours.
void fuzz_sentencepiece(Bytes input) {
  require_whole(trained_tokenizer(), normalize(text_of(input)).text);
}

/// The bytes of a model, as --sentencepiece-model or a model file brings them.
void fuzz_sentencepiece_model(Bytes input) {
  static const std::string line = normalize("정말 최고의 영화 a good film ㅋㅋ 😀 ab").text;
  const std::string bytes(text_of(input));
  accepts([&] {
    const SentencePieceTokenizer tokenizer(bytes);
    require(tokenizer.model_bytes() == bytes, "a tokenizer keeps its model as it is");
    const std::vector<std::string_view> tokens = checked_tokens(tokenizer, line);
    const std::string rewritten = without_normalization(bytes);
    require(without_normalization(rewritten) == rewritten, "a model rewritten once stays so");
    require(checked_tokens(SentencePieceTokenizer(rewritten), line) == tokens,
            "the model without normalisation is the one that is used");
  });
}

}  // namespace t2v::fuzzing
