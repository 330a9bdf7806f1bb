#include "label_selection_options.h"

#include "command/command.h"

namespace t2v {

void KindOption::add_to(CommandLine& command_line) {
  command_line.add_text("kind", "KIND",
                        "labels of this kind only: film for film:1, film:2, ...; : for labels "
                        "without a kind",
                        &kind);
}

std::optional<std::string> KindOption::typed(const CommandLine& command_line) const {
  return command_line.given("kind") ? std::optional(kind) : std::nullopt;
}

std::optional<std::string> KindOption::resolve(const CommandLine& command_line,
                                               const Vocabulary& labels) const {
  if (!command_line.given("kind")) return std::nullopt;
  return resolve_label_kind(kind, labels);
}

void LabelSelectionOptions::add_to(CommandLine& command_line) {
  kind.add_to(command_line);
  command_line.add_text("like", "GLOB",
                        "labels only whose whole name matches, such as 'film:12*' (*, ?, [...])",
                        &like);
}

LabelSelection LabelSelectionOptions::selection(const CommandLine& command_line,
                                                const Vocabulary& labels) const {
  LabelSelection selection{kind.resolve(command_line, labels), std::nullopt};
  if (command_line.given("like")) {
    if (like.empty()) throw UsageError("--like is empty, expected a pattern such as 'film:12*'");
    selection.like = like;
  }
  return selection;
}

}  // namespace t2v
