#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "commands/continued_training.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What must not train, and leave everything as it was.
class BadContinuedTraining : public ContinuedTraining {
 protected:
  void refuse(const Arguments& arguments, int exit_code, const std::string& what) const {
    const auto before = folder_.names();
    const std::string old = folder_.read("old.h5");
    const Outcome outcome = run(arguments, {});
    EXPECT_EQ(outcome.exit_code, exit_code) << what;
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_EQ(folder_.names(), before);
    EXPECT_EQ(folder_.read("old.h5"), old);
  }
};

TEST_F(BadContinuedTraining, ModelsThatAreNone) {
  refuse({"more.txt", "--init", "absent.h5"}, 1, "absent.h5");
  refuse({"more.txt", "--init", "."}, 1, ".");
  refuse({"more.txt", "--init", "corpus.txt"}, 1, "corpus.txt");
  folder_.write("empty.h5", "");
  refuse({"more.txt", "--init", "empty.h5"}, 1, "empty.h5");
  const std::string model = folder_.read("old.h5");
  folder_.write("half.h5", model.substr(0, model.size() / 2));
  refuse({"more.txt", "--init", "half.h5"}, 1, "half.h5");
  std::string bytes = model;
  const std::string numbers(
      reinterpret_cast<const char*>(load("old.h5").vectors.word_output.row(9)), 24 * sizeof(float));
  bytes[bytes.find(numbers) + 50] ^= 1;
  folder_.write("damaged.h5", bytes);
  refuse({"more.txt", "--init", "damaged.h5"}, 1, "damaged.h5: /words/output");
}

TEST_F(BadContinuedTraining, OptionsThatContradictTheModel) {
  refuse({"more.txt", "--init", "old.h5", "--dim", "25"}, 1,
         "--dim is 25, but the vectors of old.h5 have 24 numbers, expected the same");
  refuse({"more.txt", "--init", "old.h5", "--tokenizer", "unicode"}, 1,
         "--tokenizer is unicode, but that of old.h5 is whitespace, expected the same");
  refuse({"more.txt", "--init", "old.h5", "--tokenizer", "sentencepiece", "--sentencepiece-vocab",
          "60"},
         2, "--sentencepiece-vocab is for training and the tokenizer of --init is trained already");
  train({"corpus.txt", "--tokenizer", "sentencepiece", "--sentencepiece-vocab", "60", "-o",
         "pieces.h5"});
  train({"corpus.txt", "--tokenizer", "sentencepiece", "--sentencepiece-vocab", "70", "-o",
         "other.h5"});
  folder_.write("other.model", std::string(load("other.h5").tokenizer->model_bytes()));
  refuse({"more.txt", "--init", "pieces.h5", "--tokenizer", "sentencepiece",
          "--sentencepiece-model", "other.model"},
         1, "--sentencepiece-model other.model is not the one in pieces.h5, expected the same");
}

TEST_F(BadContinuedTraining, TextWithoutKnownOrFrequentWords) {
  folder_.write("foreign.txt", "nothing here\nis known\n");
  refuse({"foreign.txt", "--init", "old.h5"}, 1,
         "foreign.txt: no word is among the 28 of the model, and every one is rarer than "
         "--min-count 5");
}

TEST_F(BadContinuedTraining, CacheOrCheckpointInThePlaceOfTheModel) {
  refuse({"more.txt", "--init", "old.h5", "--cache", "old.h5"}, 1, "old.h5: is read by this run");
  refuse({"more.txt", "--init", "old.h5", "--checkpoint", "old.h5"}, 1,
         "old.h5: is read by this run");
}

}  // namespace
}  // namespace t2v::testing
