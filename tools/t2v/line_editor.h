#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// What may stand for the end of a line.
struct LineCompletion {
  std::size_t begin = 0;             ///< the byte from which on it is replaced
  std::vector<std::string> choices;  ///< as they would be typed
};

/// Lines typed at a terminal, with editing, history and completion (libedit). Prompt and what is
/// typed are shown on standard error, so that results alone go to standard output.
///
/// Ctrl-C gives up the line, Ctrl-D on an empty line ends. ~/.editrc is honoured.
class LineEditor {
 public:
  /// Completes the part of a line before the cursor.
  using Complete = std::function<LineCompletion(std::string_view line)>;

  /// @param history_file where lines are kept from one session to the next; empty: nowhere. One
  ///   that cannot be read or written is left alone.
  LineEditor(std::string prompt, std::string history_file, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The next line, without its end; nothing where the input ends.
  std::optional<std::string> read();

 private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_;
};

/// Where the shell keeps its history: in $XDG_STATE_HOME or ~/.local/state; empty where neither is
/// known.
std::string default_history_file();

}  // namespace t2v
