#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/random_command_line.h"
#include "commands/work_folder.h"

// Random command lines. $T2V_SOAK says how many of each program (else kCommandLines),
// $T2V_SOAK_SEED where they begin: command line n of a seed is that of seed + n.

namespace t2v::testing {
namespace {

using Arguments = std::vector<std::string>;

constexpr unsigned kCommandLines = 150;
constexpr unsigned kSeed = 20170401;
/// A guard against what never ends; what can be made takes some seconds at most.
constexpr unsigned kSeconds = 300;

unsigned asked_for(const char* variable, unsigned otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

/// As it may be pasted into a shell.
std::string pasteable(const std::string& program, const Arguments& arguments) {
  std::string line = program;
  for (const std::string& argument : arguments) {
    line += " $'";
    for (const char byte : argument) {
      if (byte == '\'' || byte == '\\') line += '\\';
      if (static_cast<unsigned char>(byte) >= ' ') {
        line += byte;
      } else {
        constexpr const char* kDigits = "0123456789abcdef";
        line += std::string("\\x") + kDigits[byte >> 4] + kDigits[byte & 15];
      }
    }
    line += '\'';
  }
  return line;
}

Arguments split(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

class Soak : public ::testing::Test {
 protected:
  Soak() {
    EXPECT_EQ(train_film_model(folder_).exit_code, 0);
    files_ = named_files();
    files_.emplace_back("t2v.h5", folder_.read("t2v.h5"));
    std::filesystem::create_directory(folder_.path() + "/folder");
    std::filesystem::copy_file(FILM_REVIEWS "/cnn.h5", folder_.path() + "/cnn.h5");
    files_.emplace_back("cnn.h5", folder_.read("cnn.h5"));
  }

  void soak(const std::string& program, const std::string& name,
            const std::vector<std::string>& good) {
    const auto run = [&](const Arguments& arguments) {
      Surroundings surroundings;
      surroundings.program = program;
      surroundings.standard_input = "최고 영화\n최악\n\n\xFF\n";
      surroundings.seconds = kSeconds;
      return folder_.run(arguments, surroundings);
    };
    std::vector<Arguments> good_lines;
    for (const std::string& line : good) good_lines.push_back(split(line));
    for (const Arguments& arguments : good_lines) {
      write_files();
      const Outcome outcome = run(arguments);
      ASSERT_EQ(outcome.exit_code, 0) << pasteable(name, arguments) << '\n' << outcome.err;
    }
    const RandomCommandLines lines([&](const Arguments& arguments) { return run(arguments).out; },
                                   good_lines);
    ASSERT_GE(lines.commands(), 5U);
    const unsigned first = asked_for("T2V_SOAK_SEED", kSeed);
    const unsigned count = asked_for("T2V_SOAK", kCommandLines);
    for (unsigned seed = first; seed < first + count; ++seed) {
      write_files();
      std::mt19937 random(seed);
      const Arguments arguments = lines.next(random);
      SCOPED_TRACE("seed " + std::to_string(seed) + ": " + pasteable(name, arguments));
      const Outcome outcome = run(arguments);
      require_clean(outcome, name);
      if (outcome.exit_code >= 0 && outcome.exit_code < 3) ++ended_[outcome.exit_code];
    }
    // Nothing would be tried if all were refused alike.
    for (const unsigned ended : ended_) EXPECT_GE(ended, count / 20);
  }

  /// Before every command line: commands write what they are told to.
  void write_files() {
    for (const auto& [file, text] : files_) folder_.write(file, text);
  }

  /// An exit code that is known, and one error line exactly where something went wrong.
  void require_clean(const Outcome& outcome, const std::string& name) {
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_TRUE(outcome.exit_code >= 0 && outcome.exit_code <= 2) << outcome.exit_code;
    const std::vector<std::string> lines = outcome.err_lines();
    const auto is_error = [&](const std::string& line) {
      return line.starts_with(name + ": ") && !line.starts_with(name + ": note: ");
    };
    EXPECT_EQ(std::ranges::count_if(lines, is_error), outcome.exit_code == 0 ? 0 : 1)
        << outcome.err;
    if (outcome.exit_code == 0) return;
    EXPECT_TRUE(!lines.empty() && is_error(lines.back())) << outcome.err;
    if (outcome.exit_code == 1) return;
    EXPECT_EQ(lines.size(), 1U) << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }

  WorkFolder folder_;
  std::vector<std::pair<std::string, std::string>> files_;
  std::array<unsigned, 3> ended_{};  ///< command lines by their exit code
};

TEST_F(Soak, T2v) {
  soak(T2V_PROGRAM, "t2v",
       {"train corpus.txt labels.txt -o new.h5 --epochs 1 --dim 4 --min-count 1",
        "train corpus.txt --memory-limit 500M --dry-run",
        "train corpus.txt labels.txt -o new.h5 --epochs 2 --dim 4 --checkpoint half.h5 "
        "--checkpoint-every 50% --quiet",
        "neighbors 스토리 --label 부정 -n 5",
        "contexts 최고 --json",
        "analogy 최악 -부정 +긍정",
        "analogy 최악 : 부정 = ? : 긍정 --mul",
        "neighbors --queries queries.txt",
        "labels",
        "labels 연기 +긍정",
        "documents 스토리 --corpus corpus.txt",
        "lexicon --json",
        "classify corpus.txt",
        "suspects corpus.txt labels.txt --repeats 1 --folds 2 --epochs 1",
        "info",
        "verify t2v.h5",
        "tokenize corpus.txt --tokenizer unicode",
        "map --svg new.svg -n 20",
        "map --html new.html --layout tsne -n 20",
        "export --format word2vec -o new.txt",
        "export --format npy --what both -o new.npy",
        "import vectors.vec -o new.h5",
        "eval similarity pairs.txt",
        "eval analogies questions.txt"});
}

TEST_F(Soak, T2vAttribute) {
  soak(T2V_ATTRIBUTE_PROGRAM, "t2v-attribute",
       {"train corpus.txt labels.txt -o new.h5 --epochs 1 --dim 4 --filters 2",
        "explain 최고 영화 -m cnn.h5", "explain 최악 -m cnn.h5 --json --method lime --samples 50",
        "explain - -m cnn.h5 --html new.html", "lexicon corpus.txt labels.txt -m cnn.h5",
        "patterns corpus.txt -m cnn.h5 --json", "evaluate corpus.txt -m cnn.h5",
        "evaluate corpus.txt labels.txt -m cnn.h5"});
}

}  // namespace
}  // namespace t2v::testing
