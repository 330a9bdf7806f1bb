#pragma once

#include <optional>
#include <string>

#include "command/command_line.h"
#include "query/label_selection.h"
#include "text/vocabulary.h"

namespace t2v {

/// --kind of commands that may be about labels of one kind.
struct KindOption {
  std::string kind;

  void add_to(CommandLine& command_line);
  /// As it was typed; nothing where the option was not given.
  std::optional<std::string> typed(const CommandLine& command_line) const;
  /// Nothing where the option was not given.
  /// @throws Error for a kind that no label is of
  std::optional<std::string> resolve(const CommandLine& command_line,
                                     const Vocabulary& labels) const;
};

/// --kind and --like.
struct LabelSelectionOptions {
  KindOption kind;
  std::string like;

  void add_to(CommandLine& command_line);
  /// @throws UsageError for an empty pattern, Error for a kind that no label is of
  LabelSelection selection(const CommandLine& command_line, const Vocabulary& labels) const;
};

}  // namespace t2v
