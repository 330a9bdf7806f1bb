#include "line_editor.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <histedit.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <utility>

#include "model/replacement_file.h"
#include "report/display_width.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::size_t kHistoryLines = 1000;  ///< kept; the file may have twice as many
constexpr std::size_t kUsualColumns = 80;

/// libedit takes what is typed for characters of the locale. Whatever that is, it is UTF-8 here.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

int characters(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(text, begins_character));
}

/// What all begin with, in whole characters.
std::string common_beginning(const std::vector<std::string>& texts) {
  std::string_view common = texts.front();
  for (const std::string& text : texts) {
    const auto [end, other] = std::ranges::mismatch(common, text);
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
  }
  const std::string& first = texts.front();
  std::size_t size = common.size();
  while (size > 0 && size < first.size() && !begins_character(first[size])) --size;
  return first.substr(0, size);
}

std::size_t terminal_columns() {
  winsize size = {};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualColumns;
}

/// Texts side by side, as many as a terminal has room for.
std::string in_columns(const std::vector<std::string>& texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, display_width(text));
  const std::size_t columns = std::max<std::size_t>(1, terminal_columns() / (width + 2));
  std::string lines;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const bool last = (i + 1) % columns == 0 || i + 1 == texts.size();
    lines += texts[i];
    lines += last ? "\n" : std::string(width + 2 - display_width(texts[i]), ' ');
  }
  return lines;
}

}  // namespace

struct LineEditor::Terminal {
  Terminal(std::string prompt_text, std::string file, Complete complete_line)
      : prompt(std::move(prompt_text)),
        history_file(std::move(file)),
        complete(std::move(complete_line)),
        history(::history_init()),
        editor(::el_init("t2v", stdin, stderr, stderr)) {}
  ~Terminal() {
    ::el_end(editor);
    ::history_end(history);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  static Terminal& of(EditLine* editor) {
    void* self = nullptr;
    ::el_get(editor, EL_CLIENTDATA, &self);
    return *static_cast<Terminal*>(self);
  }
  static char* show_prompt(EditLine* editor) { return of(editor).prompt.data(); }
  static unsigned char on_tab(EditLine* editor, int) { return of(editor).complete_word(); }
  static unsigned char give_up_line(EditLine* editor, int) {
    of(editor).given_up = true;
    std::fputs("^C\r\n", stderr);
    return CC_NEWLINE;
  }
  /// Stops the program as Ctrl-Z does elsewhere, with the terminal as it was.
  static unsigned char stop_program(EditLine* editor, int) {
    ::el_set(editor, EL_PREP_TERM, 0);
    ::raise(SIGTSTP);
    ::el_set(editor, EL_PREP_TERM, 1);
    return CC_REDISPLAY;
  }

  std::string_view before_cursor() const {
    const LineInfo* const line = ::el_line(editor);
    return {line->buffer, static_cast<std::size_t>(line->cursor - line->buffer)};
  }

  unsigned char complete_word() const {
    const std::string before(before_cursor());
    const LineCompletion found = complete(before);
    if (found.choices.empty()) return CC_REFRESH_BEEP;
    const std::string typed = before.substr(found.begin);
    std::string more = common_beginning(found.choices);
    const bool only = found.choices.size() == 1;
    if (only && !more.ends_with('/') && !more.ends_with('=')) more += ' ';
    if (!only && more.size() <= typed.size()) {
      std::fputs(("\r\n" + in_columns(found.choices)).c_str(), stderr);
      return CC_REDISPLAY;
    }
    ::el_deletestr(editor, characters(typed));
    ::el_insertstr(editor, more.c_str());
    return CC_REFRESH;
  }

  void load_history() const {
    std::ifstream file(history_file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    if (lines.size() > 2 * kHistoryLines) {
      lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kHistoryLines));
      rewrite_history(lines);
    }
    for (const std::string& line : lines) remember(line);
  }
  void rewrite_history(const std::vector<std::string>& lines) const {
    const std::string text = fmt::format("{}\n", fmt::join(lines, "\n"));
    try {
      ReplacementFile file(history_file);
      file.write_at(0, std::as_bytes(std::span(text)));
      file.commit();
    } catch (const Error&) {  // then it stays long
    }
  }
  void remember(const std::string& line) const {
    HistEvent event;
    ::history(history, &event, H_ENTER, line.c_str());
  }
  void keep(const std::string& line) const {
    if (history_file.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(history_file).parent_path(), ignored);
    std::ofstream(history_file, std::ios::app) << line << '\n';
  }

  std::string prompt;
  std::string history_file;
  Complete complete;
  History* history;
  EditLine* editor;
  bool given_up = false;
};

LineEditor::LineEditor(std::string prompt, std::string history_file, Complete complete) {
  use_utf8();
  terminal_ =
      std::make_unique<Terminal>(std::move(prompt), std::move(history_file), std::move(complete));
  HistEvent event;
  ::history(terminal_->history, &event, H_SETSIZE, static_cast<int>(kHistoryLines));
  ::history(terminal_->history, &event, H_SETUNIQUE, 1);
  terminal_->load_history();

  EditLine* const editor = terminal_->editor;
  ::el_set(editor, EL_CLIENTDATA, terminal_.get());
  ::el_set(editor, EL_PROMPT, &Terminal::show_prompt);
  ::el_set(editor, EL_EDITOR, "emacs");
  ::el_set(editor, EL_HIST, ::history, terminal_->history);
  // Of narrow names libedit would lose copies.
  ::el_wset(editor, EL_ADDFN, L"t2v-complete", L"Complete a word", &Terminal::on_tab);
  ::el_wset(editor, EL_ADDFN, L"t2v-give-up", L"Give up the line", &Terminal::give_up_line);
  ::el_wset(editor, EL_ADDFN, L"t2v-stop", L"Stop the program", &Terminal::stop_program);
  // While a line is edited the keys of signals are keys like others.
  ::el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
  // Where a terminal can insert and delete characters libedit counts one column for a Hangul
  // syllable that takes two; it is to draw what follows anew instead.
  for (const char* capability : {"im", "ic", "IC", "dc", "DC"})
    ::el_set(editor, EL_SETTC, capability, "", nullptr);
  ::el_set(editor, EL_BIND, "^I", "t2v-complete", nullptr);
  ::el_set(editor, EL_BIND, "^C", "t2v-give-up", nullptr);
  ::el_set(editor, EL_BIND, "^Z", "t2v-stop", nullptr);
  ::el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  ::el_source(editor, nullptr);
}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read() {
  ::el_resize(terminal_->editor);
  terminal_->given_up = false;
  // libedit shows the prompt first and takes over the keys after it: a Ctrl-C between the two would
  // be the terminal's, and end the program.
  ::el_set(terminal_->editor, EL_PREP_TERM, 1);
  int size = 0;
  const char* const typed = ::el_gets(terminal_->editor, &size);
  if (terminal_->given_up) return "";
  if (typed == nullptr || size <= 0) {
    std::fputs("\n", stderr);
    return std::nullopt;
  }
  // `size` counts characters; the text ends in NUL.
  std::string line(typed);
  while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
  if (line.find_first_not_of(" \t") != std::string::npos) {
    terminal_->remember(line);
    terminal_->keep(line);
  }
  return line;
}

std::string default_history_file() {
  if (const char* const state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
    return fmt::format("{}/t2v/history", state);
  const char* const home = std::getenv("HOME");
  return home != nullptr && *home != '\0' ? fmt::format("{}/.local/state/t2v/history", home) : "";
}

}  // namespace t2v
