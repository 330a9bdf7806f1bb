#include "command/command_line.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <boost/program_options/variables_map.hpp>
#include <cstdint>
#include <iostream>
#include <sstream>
#include <utility>

#include "command/command.h"
#include "command/number_text.h"
#include "command/program.h"
#include "command/similar_name.h"

namespace t2v {
namespace {

namespace po = boost::program_options;

constexpr unsigned kHelpWidth = 100;        ///< columns
constexpr unsigned kDescriptionWidth = 64;  ///< columns, at least

/// No abbreviated names, so that new options never change the meaning of old scripts.
constexpr int kStyle =
    po::command_line_style::allow_long | po::command_line_style::allow_short |
    po::command_line_style::allow_dash_for_short | po::command_line_style::long_allow_next |
    po::command_line_style::long_allow_adjacent | po::command_line_style::short_allow_next |
    po::command_line_style::short_allow_adjacent;

std::string long_name(const std::string& name) {
  return name.substr(0, name.find(','));
}

po::typed_value<std::string>* text_value(const std::string& placeholder) {
  return po::value<std::string>()->value_name(placeholder);
}

/// Lets an argument that begins with a single dash pass as an argument, unless it is exactly one
/// of the short options.
std::vector<po::option> take_signed_term(const po::options_description& options,
                                         std::vector<std::string>& arguments) {
  const std::string& first = arguments.front();
  if (first.size() < 2 || first[0] != '-' || first[1] == '-') return {};
  for (const auto& option : options.options()) {
    const auto short_name =
        option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    if (short_name == first) return {};
  }
  po::option term;
  term.value = {first};
  term.original_tokens = {first};
  term.position_key = 0;
  arguments.erase(arguments.begin());
  return {term};
}

}  // namespace

CommandLine::CommandLine(std::string usage, std::string description, SingleDash single_dash)
    : usage_(std::move(usage)),
      description_(std::move(description)),
      single_dash_(single_dash),
      options_("Options", kHelpWidth, kDescriptionWidth) {}

void CommandLine::add_flag(const std::string& name, const std::string& help, bool* target) {
  options_.add_options()(name.c_str(), po::bool_switch(target), help.c_str());
}

void CommandLine::add_text(const std::string& name, const std::string& value,
                           const std::string& help, std::string* target,
                           std::vector<std::string> choices) {
  choices_[long_name(name)] = std::move(choices);
  const auto assign = [target](const std::string& text) { *target = text; };
  options_.add_options()(name.c_str(), text_value(value)->notifier(assign), help.c_str());
}

void CommandLine::add_texts(const std::string& name, const std::string& value,
                            const std::string& help, std::vector<std::string>* target,
                            std::vector<std::string> choices) {
  choices_[long_name(name)] = std::move(choices);
  const auto assign = [target](const std::vector<std::string>& texts) { *target = texts; };
  options_.add_options()(name.c_str(),
                         po::value<std::vector<std::string>>()->value_name(value)->notifier(assign),
                         help.c_str());
}

template <typename Number>
void CommandLine::add_number(const std::string& name, const std::string& help, Number* target,
                             Number lowest, Number highest) {
  const auto read = [=, option = long_name(name)](const std::string& text) {
    *target = read_number(option, text, lowest, highest);
  };
  const std::string full_help =
      fmt::format("{} ({}; default {})", help, range_text(lowest, highest), *target);
  options_.add_options()(name.c_str(), text_value("N")->notifier(read), full_help.c_str());
}

template void CommandLine::add_number(const std::string&, const std::string&, double*, double,
                                      double);
template void CommandLine::add_number(const std::string&, const std::string&, unsigned*, unsigned,
                                      unsigned);
template void CommandLine::add_number(const std::string&, const std::string&, std::uint64_t*,
                                      std::uint64_t, std::uint64_t);

void CommandLine::add_numbers(const std::string& name, const std::string& help,
                              std::vector<double>* target, double lowest, double highest) {
  const auto read = [=, option = long_name(name)](const std::string& text) {
    target->clear();
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      target->push_back(
          read_number(option, std::string_view(text).substr(begin, end - begin), lowest, highest));
      begin = end + 1;
    }
  };
  const std::string defaults =
      target->empty() ? "" : fmt::format("; default {}", fmt::join(*target, ","));
  const std::string full_help =
      fmt::format("{} ({}{})", help, range_text(lowest, highest), defaults);
  options_.add_options()(name.c_str(), text_value("N,N...")->notifier(read), full_help.c_str());
}

bool CommandLine::parse(const std::vector<std::string>& arguments) {
  bool help = false;
  add_flag("help,h", "show this help", &help);
  po::variables_map values;
  try {
    po::command_line_parser parser(arguments);
    parser.options(options_).style(kStyle);
    if (single_dash_ == SingleDash::kTerm) {
      parser.extra_style_parser(
          [this](std::vector<std::string>& rest) { return take_signed_term(options_, rest); });
    }
    const po::parsed_options parsed = parser.run();
    for (const po::option& option : parsed.options) {
      if (option.string_key.empty()) {
        arguments_.insert(arguments_.end(), option.value.begin(), option.value.end());
      } else {
        given_.insert(option.string_key);
      }
    }
    po::store(parsed, values);
    if (values["help"].as<bool>()) {
      print_help();
      return false;
    }
    po::notify(values);
  } catch (const po::unknown_option& error) {
    throw_unknown_option(error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    throw_bad_syntax(error);
  } catch (const po::multiple_occurrences& error) {
    throw UsageError(
        fmt::format("{} is given more than once, expected one", error.get_option_name()));
  } catch (const po::error_with_option_name& error) {
    throw UsageError(fmt::format("cannot read {}", error.get_option_name()));
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  return true;
}

void CommandLine::require_arguments(std::size_t fewest, std::size_t most,
                                    const std::string& expected) const {
  if (arguments_.size() < fewest) throw UsageError(fmt::format("expected {}", expected));
  if (arguments_.size() > most) {
    throw UsageError(
        fmt::format("'{}' is one argument too many, expected {}", arguments_[most], expected));
  }
}

void CommandLine::hand_over_help(CommandHelp& help) const {
  help = {usage_, description_, {}};
  for (const auto& option : options_.options()) {
    const std::string& name = option->long_name();
    const std::string shown =
        option->canonical_display_name(po::command_line_style::allow_dash_for_short);
    const auto choices = choices_.find(name);
    help.options.push_back(
        {.name = name,
         .short_name = shown.size() == 2 && shown[0] == '-' ? shown.substr(1) : std::string(),
         .value = option->semantic()->max_tokens() > 0 ? option->semantic()->name() : std::string(),
         .text = option->description(),
         .choices = choices == choices_.end() ? std::vector<std::string>() : choices->second});
  }
}

void CommandLine::print_help() const {
  if (CommandHelp* const wanted = wanted_help()) return hand_over_help(*wanted);
  std::ostringstream options;
  options << options_;
  fmt::print(std::cout, "Usage: {} {}\n\n{}\n\n{}", program_name(), usage_, description_,
             options.str());
}

std::vector<std::string> CommandLine::names() const {
  std::vector<std::string> names;
  for (const auto& known : options_.options()) names.push_back("--" + known->long_name());
  return names;
}

void CommandLine::throw_unknown_option(const std::string& option) const {
  throw UsageError(fmt::format("unknown option {}{}", option, perhaps(option, names())));
}

// Boost's own messages are not asked for: what() replaces %canonical_option% by the name that was
// typed until there is none, which has no end where that name contains it.
void CommandLine::throw_bad_syntax(const po::invalid_command_line_syntax& error) const {
  using Syntax = po::invalid_syntax;
  const std::string option = error.get_option_name();
  if (option.empty()) throw UsageError("an option without a name");
  if (error.kind() == Syntax::extra_parameter) {
    throw UsageError(fmt::format("{} takes no value", option));
  }
  const std::vector<std::string> known = names();
  if (std::ranges::find(known, option) == known.end()) throw_unknown_option(option);
  throw UsageError(fmt::format("{} needs a value", option));
}

}  // namespace t2v
