#include "command/help.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/manual.h"
#include "command/program.h"
#include "command/similar_name.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Shows the options of COMMAND, or all commands. A command of several parts, such as eval, may\n"
    "be followed by the name of one of them.";

const Command& part_named(const Command& command, const std::string& name) {
  std::vector<std::string> names;
  for (const Command* part : command.parts) {
    if (part->name == name) return *part;
    names.emplace_back(part->name);
  }
  throw UsageError(fmt::format("{} has no part '{}'{}", command.name, name, perhaps(name, names)));
}

void run(const std::vector<std::string>& arguments) {
  std::string folder;
  CommandLine command_line("help [COMMAND [PART]]", kDescription);
  command_line.add_text("man", "FOLDER", "write manual pages of all commands there instead",
                        &folder);
  if (!command_line.parse(arguments)) return;
  const std::vector<std::string>& names = command_line.arguments();
  if (command_line.given("man")) {
    command_line.require_arguments(0, 0, "none with --man");
    if (folder.empty()) throw UsageError("--man is empty, expected a folder");
    return write_manual(this_program(), folder);
  }
  command_line.require_arguments(0, 2, "a command and one of its parts");
  if (names.empty()) return print_program_help();
  const Command& command = command_named(names[0]);
  (names.size() == 1 ? command : part_named(command, names[1])).run({"--help"});
}

}  // namespace

const Command kHelpCommand{"help", "the options of a command", run};

}  // namespace t2v
