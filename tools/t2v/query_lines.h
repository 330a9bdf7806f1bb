#pragma once

#include <functional>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "model/model_view.h"
#include "query/term.h"
#include "query/word_search.h"
#include "report/output_style.h"

namespace t2v {

/// How a command understands and answers questions.
struct Asking {
  /// Looks up what was typed. @throws Error for unknown terms
  std::function<ResolvedTerms(const std::vector<std::string>& texts, Suggestions)> resolve;
  /// @throws Error when the terms cancel each other out
  std::function<WordQuestion(const std::vector<Term>& terms)> question;
  std::function<std::vector<std::vector<Answer>>(std::span<const WordQuestion>)> answer;
};

/// `--queries FILE`: a query a line instead of the terms on the command line.
class QueryLines {
 public:
  void add_to(CommandLine& command_line);

  /// @throws UsageError unless there are either terms, which `expected` names, or a file
  void require_either(const CommandLine& command_line, const std::string& expected) const;

  /// Answers the terms on the command line, or all lines of the file. A line that cannot be
  /// answered is told on standard error, and the others are answered.
  /// @throws Error for terms that cannot be answered, a file that cannot be read, or when no line
  /// of
  ///   it can be answered
  void answer(const CommandLine& command_line, const Asking& asking, OutputStyle style) const;

 private:
  void answer_lines(const Asking& asking, OutputStyle style) const;

  std::string path_;
};

}  // namespace t2v
