#include "command/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

#include "command/command_help.h"
#include "model/replacement_file.h"
#include "text/lines.h"

namespace t2v {
namespace {

/// Text that troff shows as it is. @param line_start a dot or a quote there would be a request
std::string escaped(std::string_view text, bool line_start = true) {
  std::string result;
  if (line_start && !text.empty() && (text.front() == '.' || text.front() == '\'')) result = "\\&";
  for (const char character : text) {
    switch (character) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '~':
        result += "\\(ti";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '`':
        result += "\\(ga";
        break;
      default:
        result += character;
    }
  }
  return result;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// A line of a list: its name and what it means, where two spaces or more are between them.
struct ListLine {
  std::string_view name;
  std::string_view meaning;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

ListLine list_line(std::string_view line) {
  const std::string_view text = trimmed(line);
  const std::size_t gap = text.find("  ");
  if (gap == std::string_view::npos) return {};
  return {text.substr(0, gap), trimmed(text.substr(gap))};
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for_each_line(text, [&](std::string_view line) { lines.push_back(line); });
  return lines;
}

std::string heading(const std::string& page, const std::string& name, std::string_view summary) {
  // The first line names the encoding for groff's preprocessor.
  return fmt::format(
      "'\\\" -*- coding: UTF-8 -*-\n.TH {} 1 \"\" \"target2vec {}\" \"Target2Vec\"\n.SH NAME\n"
      "{} \\- {}\n",
      upper(escaped(page, false)), T2V_VERSION, escaped(name), escaped(summary, false));
}

std::string synopsis(std::string_view program, const std::string& usage) {
  std::string text = ".SH SYNOPSIS\n";
  bool first = true;
  for (const std::string_view line : lines_of(usage)) {
    const std::string whole =
        first ? fmt::format("{} {}", program, line) : std::string(trimmed(line));
    text += fmt::format("{}{}\n", first ? "" : ".br\n", escaped(whole));
    first = false;
  }
  return text;
}

std::string options_text(const std::vector<OptionHelp>& options) {
  std::string text;
  for (const OptionHelp& option : options) {
    const std::string dashes = option.short_name.empty() ? "" : "\\-" + option.short_name + ", ";
    text += fmt::format(".TP\n\\fB{}\\-\\-{}\\fR{}\n{}\n", dashes, escaped(option.name, false),
                        option.value.empty() ? "" : " \\fI" + escaped(option.value, false) + "\\fR",
                        escaped(option.text));
  }
  return text;
}

constexpr std::string_view kEnvironment =
    ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage; 128 and its number where a signal ended "
    "it.\n"
    "Errors are one line on standard error.\n"
    ".SH ENVIRONMENT\n"
    ".TP\nT2V_MODEL\nthe model where none is named, else t2v.h5 in the working folder\n"
    ".TP\nT2V_CNN\nthe classifier where none is named, else cnn.h5\n"
    ".TP\nNO_COLOR\nno colours, where it is set to anything\n";

std::string see_also(const Program& program, std::string_view besides) {
  std::vector<std::string> pages;
  if (!besides.empty()) pages.emplace_back(program.name);
  for (const Command* command : program.commands) {
    if (!command->summary.empty() && command->name != besides)
      pages.push_back(fmt::format("{}-{}", program.name, command->name));
  }
  std::string text = ".SH SEE ALSO\n";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    text += fmt::format("\\fB{}\\fR(1){}\n", escaped(pages[i]), i + 1 < pages.size() ? "," : "");
  }
  return text;
}

std::string command_page(const Program& program, const Command& command) {
  const std::string name = fmt::format("{}-{}", program.name, command.name);
  const CommandHelp help = help_of(command);
  std::string page = heading(name, name, command.summary) + synopsis(program.name, help.usage) +
                     ".SH DESCRIPTION\n" + manual_text(help.description);
  if (!help.options.empty()) page += ".SH OPTIONS\n" + options_text(help.options);
  for (const Command* part : command.parts) {
    const CommandHelp own = help_of(*part);
    page += fmt::format(".SH {}\n{} {}\n.PP\n", upper(escaped(part->name)), escaped(program.name),
                        escaped(own.usage, false)) +
            manual_text(own.description) + options_text(own.options);
  }
  return page + std::string(kEnvironment) + see_also(program, command.name);
}

/// What the program is for, in one line that does not begin with its name.
std::string summary_of(const Program& program) {
  const std::vector<std::string_view> lines = lines_of(program.about);
  std::string summary = fmt::format("{}", fmt::join(lines, " "));
  if (summary.starts_with(program.name)) summary.erase(0, program.name.size() + 1);
  if (summary.ends_with('.')) summary.pop_back();
  return summary;
}

std::string program_page(const Program& program) {
  const std::string name(program.name);
  std::string page = heading(name, name, summary_of(program)) +
                     fmt::format(".SH SYNOPSIS\n{} COMMAND [arguments]\n", escaped(program.name)) +
                     ".SH DESCRIPTION\n" + manual_text(program.about) + ".SH FIRST STEPS\n" +
                     manual_text(program.first_steps) + ".SH COMMANDS\n";
  for (const Command* command : program.commands) {
    if (command->summary.empty()) continue;
    page += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(command->name), escaped(command->summary));
  }
  return page + std::string(kEnvironment) + see_also(program, "");
}

void write_page(const std::string& folder, const std::string& name, const std::string& text) {
  ReplacementFile file((std::filesystem::path(folder) / (name + ".1")).string());
  file.write_at(0, std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace

std::string manual_text(std::string_view text) {
  std::string result;
  bool in_list = false;
  bool paragraph = false;  // one is to begin
  for (const std::string_view line : lines_of(text)) {
    const ListLine item = list_line(line);
    const bool indented = line.starts_with(' ');
    if (trimmed(line).empty()) {
      paragraph = !result.empty();
      in_list = false;
    } else if (!item.name.empty() && !(in_list && line.starts_with("      "))) {
      result += fmt::format(".TP\n{}\n{}\n", escaped(item.name), escaped(item.meaning));
      in_list = true;
      paragraph = false;
    } else {
      if (indented && !in_list) result += ".IP \"\" 4\n";
      if (!indented && (in_list || paragraph)) result += ".PP\n";
      result += escaped(trimmed(line)) + '\n';
      in_list = indented;
      paragraph = false;
    }
  }
  return result;
}

void write_manual(const Program& program, const std::string& folder) {
  write_page(folder, std::string(program.name), program_page(program));
  for (const Command* command : program.commands) {
    if (!command->summary.empty()) {
      write_page(folder, fmt::format("{}-{}", program.name, command->name),
                 command_page(program, *command));
    }
  }
}

}  // namespace t2v
