#include "query_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "answer_output.h"
#include "command/command.h"
#include "command/remark.h"
#include "query_options.h"
#include "text/error.h"
#include "text/text_file.h"
#include "text/white_space.h"

namespace t2v {
namespace {

/// Lines answered and printed together.
constexpr std::size_t kLinesAtOnce = 1024;

/// Lines of a file that remarks name one by one.
constexpr std::size_t kRemarks = 10;

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for_each_word(line, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

/// Remarks on lines of a file, of which only the first are shown.
class LineRemarks {
 public:
  explicit LineRemarks(std::string file) : file_(std::move(file)) {}
  ~LineRemarks() {
    if (count_ > kRemarks) {
      remark(fmt::format("{}: {} more remarks on lines", file_, count_ - kRemarks));
    }
  }
  LineRemarks(const LineRemarks&) = delete;
  LineRemarks& operator=(const LineRemarks&) = delete;

  void add(std::size_t line, std::string_view text) {
    if (++count_ <= kRemarks) remark(fmt::format("{}:{}: {}", file_, line, text));
  }

 private:
  std::string file_;
  std::size_t count_ = 0;
};

/// Questions and the lines they were asked in.
struct AskedLines {
  std::vector<std::string> lines;
  std::vector<WordQuestion> questions;
};

/// Adds the question of a line. @returns whether it can be answered
bool add_question(std::string_view line, std::size_t number, const Asking& asking,
                  LineRemarks& remarks, AskedLines& asked) {
  const std::vector<std::string> words = words_of(line);
  try {
    ResolvedTerms resolved = asking.resolve(words, Suggestions::kNone);
    asked.questions.push_back(asking.question(resolved.terms));
    asked.lines.push_back(fmt::format("{}", fmt::join(words, " ")));
    for (const std::string& text : resolved.remarks) remarks.add(number, text);
    return true;
  } catch (const Error& error) {
    remarks.add(number, fmt::format("{}; left out", error.what()));
    return false;
  }
}

}  // namespace

void QueryLines::add_to(CommandLine& command_line) {
  command_line.add_text("queries", "FILE", "a query a line instead of TERM...; - is standard input",
                        &path_);
}

void QueryLines::require_either(const CommandLine& command_line,
                                const std::string& expected) const {
  if (!command_line.given("queries")) {
    return command_line.require_arguments(1, kAnyNumber, expected + ", or --queries FILE");
  }
  if (!command_line.arguments().empty()) {
    throw UsageError(fmt::format("'{}' with --queries, expected terms or a file of them",
                                 command_line.arguments().front()));
  }
}

void QueryLines::answer(const CommandLine& command_line, const Asking& asking,
                        OutputStyle style) const {
  if (command_line.given("queries")) return answer_lines(asking, style);
  const WordQuestion question =
      asking.question(terms_of(asking.resolve(command_line.arguments(), Suggestions::kSimilar)));
  print_answers(asking.answer({&question, 1}).front(), "word", style);
}

void QueryLines::answer_lines(const Asking& asking, OutputStyle style) const {
  const TextFile file = TextFile::open(path_);
  LineRemarks remarks(file.name());
  const std::span<const std::string_view> lines = file.lines();
  std::size_t asked_lines = 0;
  std::size_t answered = 0;
  for (std::size_t first = 0; first < lines.size(); first += kLinesAtOnce) {
    AskedLines asked;
    const std::size_t end = std::min(first + kLinesAtOnce, lines.size());
    for (std::size_t line = first; line < end; ++line) {
      if (words_of(lines[line]).empty()) continue;
      ++asked_lines;
      if (add_question(lines[line], line + 1, asking, remarks, asked)) ++answered;
    }
    print_answers_of_queries(asked.lines, asking.answer(asked.questions), style);
  }
  if (asked_lines > 0 && answered == 0) {
    throw Error(
        fmt::format("{}: none of its {} queries can be answered", file.name(), asked_lines));
  }
}

}  // namespace t2v
