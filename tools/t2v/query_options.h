#pragma once

#include <string>
#include <vector>

#include "command/command_line.h"
#include "model/model_view.h"
#include "model_option.h"
#include "query/analogy.h"
#include "query/answer.h"
#include "query/label_condition.h"
#include "query/term.h"

namespace t2v {

/// Help on TERM for all commands that take some.
inline constexpr const char* kTermHelp =
    "TERM is a word or a label, with + or - before it where it is to be added or taken away.\n"
    "word:x and label:x say which is meant; else a signed term that names a label is the label, "
    "and\n"
    "a bare one is the word if there is one. Behind -- everything is a term.";

/// The options that all queries share: -m, --top, --min-count and --json.
struct QueryOptions {
  ModelOption model;
  AnswerLimits limits;
  bool json = false;

  void add_to(CommandLine& command_line);
};

/// --label and --label-weight.
struct LabelOptions {
  std::vector<std::string> labels;
  double weight = 1;  ///< as long as the user gives none

  void add_to(CommandLine& command_line);
  /// @throws UsageError for a weight without a label, Error for an unknown label
  LabelCondition condition(const CommandLine& command_line, const ModelView& model) const;
};

/// --prior-count, for reliability().
void add_prior_count(CommandLine& command_line, double* prior_count);

/// --add, --mul and --prior-count.
struct AnalogyFlags {
  bool add = false;
  bool multiply = false;
  double prior_count = kDefaultPriorCount;

  void add_to(CommandLine& command_line);
  /// @throws UsageError for --add with --mul
  AnalogyOptions options() const;
};

/// The terms; remarks on them go to standard error.
std::vector<Term> terms_of(ResolvedTerms resolved);

/// The terms that were typed, looked up in `model`; remarks on them go to standard error.
/// @throws Error for an unknown term
std::vector<Term> terms_from(const std::vector<std::string>& texts, const ModelView& model);

}  // namespace t2v
