#include "text/sentencepiece_model.h"

#include <fmt/format.h>
#include <sentencepiece_trainer.h>

#include <cstdint>
#include <random>
#include <unordered_map>
#include <vector>

#include "text/error.h"
#include "text/even_sampling.h"
#include "text/normalize.h"
#include "text/protobuf_fields.h"

namespace t2v {

namespace {

/// Three pieces are reserved (<unk>, <s>, </s>).
constexpr unsigned kFewestPieces = 4;
/// The trainer begins with a million candidates, so no more can remain.
constexpr unsigned kMostPieces = 1'000'000;

// Why text beyond kSentencePieceTrainingBytes is sampled. Measured on 642,707 Korean film reviews
// (56 MB), 32,000 pieces and two cores: training takes half the time of training on all of it, and
// the reviews are cut into 0.2 % more tokens; a quarter of the text would make it 1.2 %.

/// Hands the words of a text to the trainer, a few at a time as a sentence. Of a text longer than
/// kSentencePieceTrainingBytes it hands over that much, evenly spread.
///
/// Pieces do not reach over spaces, so it is all the same to the trainer where sentences begin and
/// end, but for one thing: its first candidates are strings that are followed by different
/// characters. A word that has a space or the end of its document behind it every time would not be
/// among them and fall to pieces, as most words of a text that is cut at spaces already; where
/// sentences end by chance, it is a candidate.
class TrainingSentences : public sentencepiece::SentenceIterator {
 public:
  explicit TrainingSentences(std::span<const std::string_view> lines)
      : lines_(lines), sampling_(kSentencePieceTrainingBytes, bytes_of(lines)) {
    advance();
  }

  bool done() const override { return sentence_.empty(); }
  const std::string& value() const override { return sentence_; }
  sentencepiece::util::Status status() const override { return {}; }

  void Next() override { advance(); }

 private:
  /// To the next sentence that is sampled; to an empty one at the end of the text.
  void advance() {
    do {
      sentence_.clear();
      compose();
    } while (!sentence_.empty() && !sampling_.takes(sentence_.size()));
  }

  /// Takes words until a coin says no; none at the end of the text.
  void compose() {
    do {
      while (word_ == words_.size()) {
        if (line_ == lines_.size()) return;
        read_line(lines_[line_++]);
      }
      if (!sentence_.empty()) sentence_ += ' ';
      sentence_ += words_[word_++];
    } while (random_() % 2 == 0);
  }

  void read_line(std::string_view line) {
    normalized_ = normalize(line).text;
    words_.clear();
    word_ = 0;
    for_each_sentencepiece_word(normalized_, [this](std::string_view word) {
      // U+2585 stands for unknown characters in the trainer, which would drop the sentence.
      if (word.find("\u2585") == std::string_view::npos) words_.push_back(word);
    });
  }

  static std::uint64_t bytes_of(std::span<const std::string_view> lines) {
    std::uint64_t bytes = 0;
    for (const std::string_view line : lines) bytes += line.size();
    return bytes;
  }

  std::span<const std::string_view> lines_;
  EvenSampling sampling_;
  std::size_t line_ = 0;  ///< the next to read
  std::string normalized_;
  std::vector<std::string_view> words_;  ///< of normalized_
  std::size_t word_ = 0;                 ///< the next to hand over
  std::mt19937 random_;                  ///< with its default seed: always the same sentences
  std::string sentence_;
};

/// SentencePiece's own words for what went wrong, without its place in the source
/// ("./src/file.cc(580) [condition] ") and without advice about options that are not ours.
std::string reason(const sentencepiece::util::Status& status) {
  std::string_view message = status.message();
  if (const auto place = message.find("] "); place != std::string_view::npos) {
    message.remove_prefix(place + 2);
  }
  message = message.substr(0, message.find(". Increase"));
  return std::string(message);
}

/// A field of a serialised message is its number and type in a byte, then its value
/// (https://protobuf.dev/programming-guides/encoding).
std::string length_delimited(char field, std::string_view value) {
  constexpr char kLengthDelimited = 2;
  std::string bytes;
  bytes += static_cast<char>(field << 3 | kLengthDelimited);
  bytes += static_cast<char>(value.size());
  bytes += value;
  return bytes;
}

/// Whether the text of a serialised SentencePiece holds a zero byte, at which the library would end
/// the process.
bool has_zero(std::string_view piece) {
  constexpr std::uint64_t kPieceText = 1;
  bool found = false;
  for_each_protobuf_field(piece, [&found](const ProtobufField& field) {
    found |= field.number == kPieceText && field.value.find('\0') != std::string_view::npos;
  });
  return found;
}

std::string boolean(char field, bool value) {
  return {static_cast<char>(field << 3), static_cast<char>(value)};
}

}  // namespace

std::string train_sentencepiece(std::span<const std::string_view> lines, unsigned pieces) {
  if (pieces < kFewestPieces || pieces > kMostPieces) {
    throw Error(fmt::format("--sentencepiece-vocab {}: expected a number from {} to {}", pieces,
                            kFewestPieces, kMostPieces));
  }
  TrainingSentences sentences(lines);
  if (sentences.done()) throw Error("no text to train a SentencePiece model on");
  const std::unordered_map<std::string, std::string> options = {
      {"model_type", "unigram"},
      {"vocab_size", std::to_string(pieces)},
      {"hard_vocab_limit", "false"},
      {"character_coverage", "0.9995"},
      {"normalization_rule_name", "identity"},
      // Lengths are limited by TrainingSentences already; the trainer would drop what is longer.
      {"max_sentence_length", "1000000"},
      // Sums of floats depend on how the work is divided, so this must not follow the machine.
      {"num_threads", "4"},
      {"minloglevel", "3"},  // only what ends the process anyway
  };
  std::string model;
  const auto status = sentencepiece::SentencePieceTrainer::Train(options, &sentences, &model);
  if (!status.ok()) {
    throw Error(fmt::format("--sentencepiece-vocab {}: no model can be trained on this corpus: {}",
                            pieces, reason(status)));
  }
  return model;
}

std::string without_normalization(std::string_view model) {
  // The numbers of the fields are those of sentencepiece_model.proto.
  constexpr std::uint64_t kTrainerSpec = 2;
  constexpr std::uint64_t kPieces = 1;
  constexpr char kNormalizerSpec = 3;
  constexpr char kName = 1;
  constexpr char kPrecompiledCharsmap = 2;
  constexpr char kAddDummyPrefix = 3;
  std::string kept;
  bool good = true;
  good &= for_each_protobuf_field(model, [&](const ProtobufField& field) {
    if (field.number == kPieces || field.number == kTrainerSpec) kept += field.bytes;
    if (field.number == kPieces && has_zero(field.value)) good = false;
  });
  if (!good) throw Error(fmt::format("{} bytes that are no SentencePiece model", model.size()));
  return kept + length_delimited(kNormalizerSpec, length_delimited(kName, "identity") +
                                                      length_delimited(kPrecompiledCharsmap, "") +
                                                      boolean(kAddDummyPrefix, true));
}

}  // namespace t2v
