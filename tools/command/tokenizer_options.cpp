#include "command/tokenizer_options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "command/command.h"

namespace t2v {
namespace {

constexpr std::string_view kSentencePiece = "sentencepiece";
constexpr std::array<std::string_view, 4> kTokenizers{"whitespace", "unicode", kSentencePiece,
                                                      "characters"};

// What SentencePiece itself can train: its marks and a letter, its candidates.
constexpr unsigned kFewestPieces = 4;
constexpr unsigned kMostPieces = 1'000'000;

}  // namespace

void add_tokenizer_options(CommandLine& command_line, TokenizerOptions* options) {
  command_line.add_text("tokenizer", "NAME",
                        fmt::format("how text is cut into words: {} (default {})",
                                    fmt::join(kTokenizers, ", "), options->name),
                        &options->name, {kTokenizers.begin(), kTokenizers.end()});
  command_line.add_number("sentencepiece-vocab", "pieces to train on the corpus",
                          &options->sentencepiece_vocab, kFewestPieces, kMostPieces);
  command_line.add_text("sentencepiece-model", "FILE", "a trained SentencePiece model to use",
                        &options->sentencepiece_model);
}

void check_tokenizer_options(const CommandLine& command_line, const TokenizerOptions& options) {
  if (std::find(kTokenizers.begin(), kTokenizers.end(), options.name) == kTokenizers.end()) {
    throw UsageError(fmt::format("--tokenizer is '{}', expected one of {}", options.name,
                                 fmt::join(kTokenizers, ", ")));
  }
  const bool vocab = command_line.given("sentencepiece-vocab");
  const bool model = command_line.given("sentencepiece-model");
  if ((vocab || model) && options.name != kSentencePiece) {
    throw UsageError(fmt::format("--sentencepiece-{} needs --tokenizer {}",
                                 vocab ? "vocab" : "model", kSentencePiece));
  }
  if (vocab && model) {
    throw UsageError(
        "--sentencepiece-vocab is for training and --sentencepiece-model is trained already, "
        "expected one of the two");
  }
}

}  // namespace t2v
