#pragma once

namespace t2v {

/// How results are written.
enum class OutputStyle {
  kTsv,            ///< for programs and files
  kJson,           ///< a JSON object a line
  kTerminal,       ///< aligned columns
  kColorTerminal,  ///< aligned columns in colours
};

/// What to choose the style by.
struct OutputCircumstances {
  bool json_asked = false;   ///< --json was given
  bool is_terminal = false;  ///< results go to a terminal
  bool no_color = false;     ///< NO_COLOR is set (https://no-color.org), or the terminal knows none
};

OutputStyle choose_output_style(const OutputCircumstances& circumstances);

}  // namespace t2v
