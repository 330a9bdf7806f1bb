#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/recorded_options.h"
#include "text/labelled_text.h"
#include "text/text_file.h"

namespace t2v {

/// Help on the forms in which a command takes documents and labels.
inline constexpr const char* kCorpusInputHelp =
    "Documents and labels may stand in one file instead: in columns of a table (--text-column,\n"
    "--label-column), or as fastText has them (--fasttext-format). Files may be compressed by "
    "gzip\n"
    "or zstd.";

/// Documents, one a line, and their labels, a line each, where there are any.
struct OpenedCorpus {
  TextFile corpus;
  std::optional<TextFile> labels;
};

/// Where a command gets documents and their labels: CORPUS and LABELS, or one file that holds both.
class CorpusInput {
 public:
  void add_to(CommandLine& command_line);

  /// For a run that resumes a checkpoint: one file is read in the form that is recorded, but for
  /// the options that were given. To be called before read().
  /// @throws Error where an option is recorded with another type
  void recall(const CommandLine& command_line, const RecordedOptions& recorded);

  enum class Labels { kOptional, kRequired };
  /// Reads the arguments CORPUS and LABELS, or FILE.
  /// @throws UsageError for too few or too many, or options that contradict each other
  void read(const CommandLine& command_line, Labels labels);

  bool has_labels() const;
  /// The files that are read; "-" is standard input.
  std::vector<std::string> files() const;
  /// How the file of labels is called in messages before it is opened.
  std::string labels_name() const;

  /// Opens both; line counts agree. @param spool_folder as TextFile::open
  /// @throws Error also for a table that has no such columns
  OpenedCorpus open(const std::string& spool_folder = {}) const;

  /// Whether documents and labels stand in files of their own, a line each.
  bool is_plain() const { return !is_table() && !is_fasttext_; }
  /// Opens both where is_plain(); their lines are not counted.
  OpenedCorpus open_plain(const std::string& spool_folder = {}) const;

  /// What to type for the same input: files and options.
  std::string typed() const;
  /// Adds the options that were given to a record of options.
  void record(nlohmann::ordered_json& options) const;

 private:
  bool is_table() const { return !columns_.texts.empty(); }
  void check_options(const CommandLine& command_line) const;
  void read_separator(const CommandLine& command_line);
  char separator_of(const TextFile& file) const;

  std::string corpus_;
  std::string labels_;  ///< empty: none, or in the same file
  TableColumns columns_;
  std::string separator_;  ///< a character; empty: by the file
  bool no_quotes_ = false;
  bool is_fasttext_ = false;
  std::string fasttext_prefix_ = "__label__";
};

}  // namespace t2v
