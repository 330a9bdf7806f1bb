#include <oneapi/tbb/global_control.h>
#include <sentencepiece_trainer.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <random>
#include <unordered_map>

#include "text/normalize.h"
#include "text/sentencepiece_tokenizer.h"
#include "text/white_space.h"
#include "text_test.h"

namespace t2v {
namespace {

/// Reviews put together from a few words, so that pieces are found in little text.
std::string reviews() {
  const Strings subjects = {"영화", "스토리", "배우", "음악", "연출", "감독", "결말"};
  const Strings particles = {"가", "는", "도", "의", ""};
  const Strings adverbs = {"정말", "너무", "진짜", "그냥", "별로"};
  const Strings verdicts = {"재밌다", "최고", "최악", "뻔한", "지루하다", "좋아요", "감동적인"};
  const Strings ends = {"ㅋㅋ", "ㅠㅠ", "!!", "...", ""};
  std::mt19937 random(5);
  const auto any = [&](const Strings& of) { return of[random() % of.size()]; };
  std::string text;
  for (int i = 0; i < 600; ++i) {
    text += any(subjects) + any(particles) + " " + any(adverbs) + " " + any(verdicts) + any(ends);
    text += '\n';
  }
  return text;
}

std::unique_ptr<Tokenizer> train_on(const std::string& text, unsigned pieces = 120) {
  const TextFile file = TextFile::from_string(text, "corpus.txt");
  TokenizerOptions options;
  options.name = "sentencepiece";
  options.sentencepiece_vocab = pieces;
  return make_tokenizer(options, file.lines());
}

class SentencePieceTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { trained_ = train_on(reviews()); }
  static void TearDownTestSuite() { trained_.reset(); }
  static const Tokenizer& trained() { return *trained_; }

 private:
  static inline std::unique_ptr<Tokenizer> trained_;
};

std::string without_white_space(std::string_view text) {
  std::string rest;
  for_each_word(text, [&](std::string_view word) { rest += word; });
  return rest;
}

std::string joined(const Strings& tokens) {
  std::string text;
  for (const auto& token : tokens) text += token;
  return text;
}

TEST_F(SentencePieceTest, FindsWords) {
  EXPECT_EQ(tokens_of(trained(), "결말 최고ㅋㅋ"), (Strings{"결말", "최고ㅋㅋ"}));
}

TEST_F(SentencePieceTest, FindsWordsThatAlwaysStandBeforeASpace) {
  for (const std::string word : {"정말", "너무", "진짜", "그냥", "별로"}) {
    EXPECT_EQ(tokens_of(trained(), word), Strings{word});
  }
}

TEST_F(SentencePieceTest, SameCorpusSameBytes) {
  EXPECT_EQ(train_on(reviews())->model_bytes(), trained().model_bytes());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  EXPECT_EQ(train_on(reviews())->model_bytes(), trained().model_bytes());
}

TEST_F(SentencePieceTest, TrainsOnNormalisedText) {
  UErrorCode status = U_ZERO_ERROR;
  std::string decomposed;
  icu::StringByteSink<std::string> sink(&decomposed);
  icu::Normalizer2::getNFDInstance(status)->normalizeUTF8(0, reviews(), sink, nullptr, status);
  ASSERT_TRUE(U_SUCCESS(status));
  ASSERT_NE(decomposed, reviews());
  EXPECT_EQ(train_on(decomposed)->model_bytes(), trained().model_bytes());
}

TEST_F(SentencePieceTest, PrintsNothing) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  train_on(reviews());
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST_F(SentencePieceTest, IsRestored) {
  const auto restored = restore_tokenizer("sentencepiece", trained().model_bytes());
  EXPECT_EQ(restored->model_bytes(), trained().model_bytes());
  const std::string line = "감독의 연출도 별로 ㅠㅠ 👍🏽";
  EXPECT_EQ(tokens_of(*restored, line), tokens_of(trained(), line));
}

// Nothing is lost but white space and marks, so the tokens put together are the text.
TEST_F(SentencePieceTest, TokensMakeUpTheLine) {
  std::string long_line;
  while (long_line.size() < 1 << 20)
    long_line += "스토리가 정말 최고ㅋㅋ 👍🏽 word 酒店 ";
  std::string without_spaces;
  while (without_spaces.size() < 1 << 20) without_spaces += "영화最高";
  std::string unknown;
  while (unknown.size() < 1 << 20) unknown += "👍";
  for (const std::string& line :
       {std::string(), std::string("  영화\u00A0가 \u2003최고 "),
        std::string("ㅋㅋㅋㅋ ㅠ <unk> <s>"), std::string("👨‍👩‍👧 酒店很好 ▅"),
        long_line, without_spaces, unknown}) {
    EXPECT_EQ(joined(tokens_of(trained(), line)), without_white_space(line));
  }
}

TEST_F(SentencePieceTest, TokensAreViewsOfTheLine) {
  const std::string line = "스토리가  👍🏽정말 최고ㅋㅋ";
  std::vector<std::string_view> tokens;
  trained().tokenize(line, tokens);
  std::size_t end = 0;
  for (const std::string_view token : tokens) {
    const auto begin = static_cast<std::size_t>(token.data() - line.data());
    EXPECT_GE(begin, end);
    end = begin + token.size();
    EXPECT_EQ(line.substr(begin, token.size()), token);
  }
  EXPECT_EQ(end, line.size());
}

TEST_F(SentencePieceTest, UnknownCharactersStayTogether) {
  EXPECT_EQ(tokens_of(trained(), "최고👨‍👩‍👧❤️"),
            (Strings{"최고", "👨‍👩‍👧❤️"}));
}

TEST_F(SentencePieceTest, MarksInTheTextAreSpaces) {
  EXPECT_EQ(tokens_of(trained(), "▁스토리▁▁최고 ▁"), (Strings{"스토리", "최고"}));
}

TEST_F(SentencePieceTest, WordsAreCutTheSameEverywhere) {
  const Strings once = tokens_of(trained(), "지루하다ㅠㅠ");
  Strings expected;
  std::string line;
  for (int i = 0; i < 1000; ++i) {
    line += "지루하다ㅠㅠ\u3000";
    expected.insert(expected.end(), once.begin(), once.end());
  }
  EXPECT_EQ(tokens_of(trained(), line), expected);
}

TEST(TrainSentencePieceTest, SaysWhyItCannot) {
  EXPECT_EQ(error_of([] { train_on("\n \n"); }), "no text to train a SentencePiece model on");
  EXPECT_EQ(error_of([] { train_on("▁ ▅\n"); }), "no text to train a SentencePiece model on");
  EXPECT_EQ(error_of([] { train_on(reviews(), 0); }),
            "--sentencepiece-vocab 0: expected a number from 4 to 1000000");
  EXPECT_EQ(error_of([] { train_on(reviews(), 1'000'001); }),
            "--sentencepiece-vocab 1000001: expected a number from 4 to 1000000");
  EXPECT_EQ(error_of([] { train_on("abcdef ghijk\n", 5); }),
            "--sentencepiece-vocab 5: no model can be trained on this corpus: "
            "Vocabulary size is smaller than required_chars. 5 vs 15");
}

TEST(TrainSentencePieceTest, SmallAndOddCorpora) {
  std::string long_line;
  while (long_line.size() < 1 << 20) long_line += "재밌다";
  for (const std::string& text :
       {std::string("a"), std::string("<unk> <s> </s>"), std::string("\xFF\n"),
        std::string("\uFFFF"), std::string("a\tb\n"), std::string(3000, 'a'),
        "ㅋ\n" + long_line + "\n"}) {
    const auto tokenizer = train_on(text, 100);
    const std::string line = normalize(text.substr(0, text.find('\n'))).text;
    EXPECT_EQ(joined(tokens_of(*tokenizer, line)), without_white_space(line));
  }
}

/// A model as others train it: with options of its own.
std::string train_elsewhere(const std::unordered_map<std::string, std::string>& extra) {
  const TemporaryFolder folder;
  std::unordered_map<std::string, std::string> options = {
      {"input", folder.write("corpus.txt", reviews())},
      {"model_prefix", folder.file("theirs")},
      {"vocab_size", "120"},
      {"hard_vocab_limit", "false"},
      {"minloglevel", "3"}};
  for (const auto& [name, value] : extra) options[name] = value;
  EXPECT_TRUE(sentencepiece::SentencePieceTrainer::Train(options).ok());
  std::ifstream file(folder.file("theirs.model"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::unique_ptr<Tokenizer> load_file(const std::string& path) {
  TokenizerOptions options;
  options.name = "sentencepiece";
  options.sentencepiece_model = path;
  return make_tokenizer(options, {});
}

std::unique_ptr<Tokenizer> load(const std::string& model) {
  const TemporaryFolder folder;
  return load_file(folder.write("spm.model", model));
}

// Its normaliser is NFKC, which would turn ㅋ into another letter, ① into 1 and ﷺ into 18.
TEST(GivenSentencePieceTest, ItsNormalisationIsReplaced) {
  const std::string model = train_elsewhere({{"normalization_rule_name", "nmt_nfkc"}});
  sentencepiece::SentencePieceProcessor theirs;
  ASSERT_TRUE(theirs.LoadFromSerializedProto(model).ok());
  ASSERT_NE(theirs.EncodeAsPieces("①"), Strings({"▁", "①"}));

  const auto ours = load(model);
  EXPECT_EQ(tokens_of(*ours, "①ㅋㅋ ﷺ"), (Strings{"①ㅋㅋ", "ﷺ"}));
  EXPECT_EQ(tokens_of(*ours, "스토리 최고ㅋㅋ"), (Strings{"스토리", "최고", "ㅋㅋ"}));
  // What a model file keeps is the model without its normaliser, and that is restored as it is.
  const auto restored = restore_tokenizer("sentencepiece", ours->model_bytes());
  EXPECT_EQ(tokens_of(*restored, "①ㅋㅋ ﷺ"), (Strings{"①ㅋㅋ", "ﷺ"}));
}

TEST(GivenSentencePieceTest, OtherKindsOfModels) {
  const std::string line = "스토리가 정말 최고ㅋㅋ 👍🏽酒店 x\u3000끝";
  for (const auto& options : std::vector<std::unordered_map<std::string, std::string>>{
           {{"model_type", "bpe"}},
           {{"model_type", "char"}},
           {{"model_type", "word"}, {"vocab_size", "100"}},
           {{"byte_fallback", "true"}, {"vocab_size", "400"}},
           {{"add_dummy_prefix", "false"}},
           {{"remove_extra_whitespaces", "false"}},
           {{"treat_whitespace_as_suffix", "true"}},
           {{"split_by_whitespace", "false"}},
           {{"user_defined_symbols", "스토"}}}) {
    const auto tokenizer = load(train_elsewhere(options));
    EXPECT_EQ(joined(tokens_of(*tokenizer, line)), without_white_space(line))
        << options.begin()->first;
  }
}

TEST(GivenSentencePieceTest, ByteFallbackGivesNoBytes) {
  const auto tokenizer = load(train_elsewhere({{"byte_fallback", "true"}, {"vocab_size", "400"}}));
  EXPECT_EQ(tokens_of(*tokenizer, "최고👨‍👩‍👧 酒店"),
            (Strings{"최고", "👨‍👩‍👧", "酒店"}));
}

TEST(GivenSentencePieceTest, FirstWordHasItsMarkToo) {
  const auto tokenizer = load(train_elsewhere({{"add_dummy_prefix", "false"}}));
  EXPECT_EQ(tokens_of(*tokenizer, "최고 최고"), (Strings{"최고", "최고"}));
}

TEST(GivenSentencePieceTest, SaysWhatIsNoModel) {
  const TemporaryFolder folder;
  const auto error = [](const std::string& path) { return error_of([&] { load_file(path); }); };
  EXPECT_EQ(error(folder.file("missing")),
            folder.file("missing") + ": cannot be read: No such file or directory");
  const std::string model = train_elsewhere({});
  const Strings damaged = {"",
                           "plain text\n",
                           model.substr(0, model.size() / 2),
                           model.substr(0, 1),
                           std::string(1000, '\0'),
                           "\x0A" + model};
  for (const auto& bytes : damaged) {
    const std::string path = folder.write("spm.model", bytes);
    EXPECT_EQ(error(path), path + ": is not a SentencePiece model") << bytes.size();
    EXPECT_EQ(error_of([&] { restore_tokenizer("sentencepiece", bytes); }),
              std::to_string(bytes.size()) + " bytes that are no SentencePiece model");
  }
}

// Its samples are of text that its own normaliser turned into something else.
TEST(GivenSentencePieceTest, SamplesOfItsOwnTestAreLeftOut) {
  const auto tokenizer = load(
      train_elsewhere({{"normalization_rule_name", "nmt_nfkc"}, {"self_test_sample_size", "20"}}));
  EXPECT_EQ(tokens_of(*tokenizer, "스토리 최고"), (Strings{"스토리", "최고"}));
}

// The library follows a table of characters without looking where it ends.
TEST(GivenSentencePieceTest, ItsTableOfCharactersIsNotRead) {
  std::string model = train_elsewhere({{"normalization_rule_name", "identity"}});
  const std::string table = std::string("\4\0\0\0", 4) + std::string(4, '\xFF');
  std::string normalizer = "\x12";  // field 2, length-delimited
  normalizer += static_cast<char>(table.size());
  normalizer += table;
  model += '\x1A';  // field 3, the same
  model += static_cast<char>(normalizer.size());
  model += normalizer;
  const std::string line = "스토리가 정말 최고ㅋㅋ";
  EXPECT_EQ(joined(tokens_of(*restore_tokenizer("sentencepiece", model), line)),
            without_white_space(line));
  EXPECT_EQ(joined(tokens_of(*load(model), line)), without_white_space(line));
}

// Whatever the bytes, there is an Error or a tokenizer that keeps its promise.
TEST(GivenSentencePieceTest, DamageIsAnErrorOrHarmless) {
  const std::string model = train_elsewhere({});
  std::mt19937 random(11);
  int errors = 0;
  for (int round = 0; round < 300; ++round) {
    std::string damaged = model;
    for (auto n = 1 + random() % 4; n > 0; --n) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    try {
      const auto tokenizer = restore_tokenizer("sentencepiece", damaged);
      const std::string line = "스토리가 정말 최고ㅋㅋ 👍🏽";
      EXPECT_LE(joined(tokens_of(*tokenizer, line)).size(), line.size());
    } catch (const Error&) {
      ++errors;
    }
  }
  EXPECT_GT(errors, 0);
  EXPECT_LT(errors, 300);
}

}  // namespace
}  // namespace t2v
