#pragma once

#include <string>
#include <vector>

#include "text/delimited_records.h"
#include "text/text_file.h"

// Documents and their labels that stand in one file.

namespace t2v {

/// As CORPUS and LABELS: a line a document each.
struct LabelledText {
  TextFile corpus;
  TextFile labels;
};

/// Which columns of a table are what. A column is called by its name in the first record or by its
/// number, from 1.
struct TableColumns {
  std::vector<std::string> texts = {};   ///< at least one; joined by a space
  std::vector<std::string> labels = {};  ///< each cell a label
  std::vector<std::string> kinds =
      {};                            ///< as `labels`, with the column's name as kind: `film:122095`
  std::string label_separator = {};  ///< stands between several labels of a cell; empty: one label
  bool has_heading = false;          ///< the first record holds names, though columns are numbered
  DelimitedForm form = {};
};

/// The label that is called `name`: normalised, with `_` for white space, at which lines of labels
/// are cut. Empty for white space alone.
std::string label_of(std::string_view name);

/// Reads a table. Line ends in a cell become spaces; an empty cell is no label. What does not fit
/// into a few megabytes goes to a file in `spool_folder` where that is given.
/// @throws Error as for_each_record, and with file:line for a column that is not there or a label
///   longer than kMaxKeyBytes
LabelledText read_table(const TextFile& file, const TableColumns& columns,
                        const std::string& spool_folder = {});

/// Reads lines as fastText does for its supervised training: words that begin with `prefix` are the
/// labels of the line, named without it, the others its text.
/// @throws Error with file:line for a prefix alone or a label longer than kMaxKeyBytes; where no
///   line has a label
LabelledText read_fasttext_lines(const TextFile& file, const std::string& prefix,
                                 const std::string& spool_folder = {});

}  // namespace t2v
