#include "commands/random_command_line.h"

#include <algorithm>
#include <array>
#include <regex>
#include <string_view>
#include <utility>

#include "commands/film_reviews.h"
#include "commands/program.h"

namespace t2v::testing {
namespace {

using namespace std::string_literals;
using Strings = std::vector<std::string>;

const Strings kWords{"스토리",      "최악",       "최고",      "-부정",
                     "+긍정",       "부정",       "-최악",     "영화",
                     "스토라",      "없는말",     "word:최고", "label:부정",
                     "+label:긍정", "-word:연기", "-",         "+",
                     ":",           "=",          "?",         "최악 : 부정 = ? : 긍정"};
const Strings kLabels{"부정",     "긍정", "중립", "label:긍정", "부*",
                      "[가-힣]*", "*",    ":",    "film",       "[z-a]"};
/// None so large that a small task would take long where it is allowed.
const Strings kNumbers{"0",
                       "1",
                       "2",
                       "3",
                       "7",
                       "20",
                       "200",
                       "0.5",
                       "-1",
                       "1.5",
                       "1e9",
                       "nan",
                       "-inf",
                       "-0",
                       "0x10",
                       " 5",
                       "5 ",
                       "1e-9",
                       "1,2,3",
                       "2,1",
                       ",",
                       "99999999999999999999",
                       "-99999999999999999999",
                       "1e999",
                       "٣",
                       "five"};
const Strings kSizes{"0", "1K", "500M", "2G", "1.5", "-1M", "1e30T", "M"};
/// Of options that take one of some names.
const Strings kNames{"whitespace",  "unicode",   "characters", "sentencepiece", "joint",
                     "independent", "all",       "lime",       "cam,votes",     "gradient",
                     "word2vec",    "glove",     "npy",        "projector",     "words",
                     "average",     "auto",      "tab",        "predicted",     "logit",
                     "probability", "padding",   "zero",       "both",          "deletion",
                     "tfidf",       "부정,긍정", "none"};
const Strings kFiles{
    "corpus.txt",  "labels.txt",   "t2v.h5",    "cnn.h5",        "queries.txt",
    "lexicon.tsv", "scores.jsonl", "pairs.txt", "analogies.tsv", "questions.txt",
    "dirty.txt",   "vectors.vec",  "empty.txt", "absent.txt",    "folder",
    "/dev/null",   "/dev/full",    "-",         "new.h5",        "없는 폴더/가.h5"};
const Strings kShellCommands{"cat", "true", "false", "yes 0.5", "echo 0.5 0.5", "exec 0<&-", ""};
const Strings kOddities{"",
                        " ",
                        "\n",
                        "\t",
                        "\x1B[31m",
                        "\xFF\xFE",
                        "\xED\xA0\x80",
                        "a\nb",
                        "\u110E\u116C\u1100\u1169",
                        "＋긍정",
                        "e\u0301",
                        "👨‍👩‍👧",
                        "\u202E최고",
                        "--",
                        "---",
                        "-",
                        "--=",
                        "-=",
                        "%s%n",
                        "%canonical_option%",
                        "--%canonical_option%=",
                        "$(true)",
                        "*",
                        "{}",
                        std::string(300, 'x'),
                        std::string(5000, '-'),
                        "최"s + std::string(1000, '\xEC')};

template <typename Items>
const auto& pick(const Items& items, std::mt19937& random) {
  return items[random() % items.size()];
}

bool chance(unsigned percent, std::mt19937& random) {
  return random() % 100 < percent;
}

/// `text` with a byte too many, too few, twice or another.
std::string mistyped(std::string text, std::mt19937& random) {
  if (text.empty()) return "x";
  const std::size_t at = random() % text.size();
  switch (random() % 4) {
    case 0:
      return text.erase(at, 1);
    case 1:
      return text.insert(at, 1, text[at]);
    case 2:
      text[at] = static_cast<char>('a' + random() % 26);
      return text;
    default:
      return text.substr(0, at);
  }
}

const Strings& values_for(const std::string& placeholder) {
  static const std::vector<std::pair<std::string, const Strings*>> kinds{
      {"N", &kNumbers},   {"N,N...", &kNumbers}, {"SIZE", &kSizes},
      {"FILE", &kFiles},  {"LABEL", &kLabels},   {"KIND", &kLabels},
      {"GLOB", &kLabels}, {"TEXT", &kWords},     {"COMMAND", &kShellCommands}};
  for (const auto& [name, values] : kinds) {
    if (name == placeholder) return *values;
  }
  return kNames;
}

std::string value_for(const std::string& placeholder, std::mt19937& random) {
  // Whatever a shell may be told to run is listed above.
  if (placeholder == "COMMAND" || chance(80, random)) return pick(values_for(placeholder), random);
  static const std::array kAll{&kWords, &kLabels, &kNumbers, &kNames, &kFiles, &kOddities};
  return pick(*pick(kAll, random), random);
}

std::string argument(bool file, std::mt19937& random) {
  if (chance(10, random)) return pick(kOddities, random);
  if (chance(85, random) && file) return pick(kFiles, random);
  const std::string& word = pick(kWords, random);
  return chance(8, random) ? mistyped(word, random) : word;
}

/// The names that are listed in the lines below `heading`, each before its description.
Strings names_below(const std::string& help, const std::string& heading) {
  static const std::regex name("  ([a-z]+) +\\S.*");
  Strings names;
  bool inside = false;
  std::smatch match;
  for (const std::string& line : lines_of(help)) {
    if (inside && !std::regex_match(line, match, name)) break;
    if (inside) names.push_back(match[1]);
    inside |= line == heading;
  }
  return names;
}

}  // namespace

std::vector<RandomCommandLines::Option> RandomCommandLines::options_of(const std::string& help) {
  static const std::regex option(
      "  (?:(-[a-z]) \\[ )?(--[a-z0-9-]+)(?: \\])?(?: ([A-Z][A-Z,N.]*))?(?: .*)?");
  std::vector<Option> options;
  std::smatch match;
  for (const std::string& line : lines_of(help)) {
    if (!std::regex_match(line, match, option)) continue;
    options.push_back({match[2], match[3]});
    if (match[1].matched) options.push_back({match[1], match[3]});
  }
  return options;
}

RandomCommandLines::RandomCommandLines(const std::function<std::string(const Strings&)>& help,
                                       std::vector<Arguments> good)
    : good_(std::move(good)) {
  std::vector<Strings> commands;
  for (const std::string& name : names_below(help({"--help"}), "Commands:")) {
    // Only a signal ends the one, and the other has an error line for each line that it reads.
    if (name == "serve" || name == "shell") continue;
    if (name == "serve") continue;  // runs until somebody ends it
    const Strings kinds = names_below(help({name, "--help"}), "WHAT is one of");
    if (kinds.empty()) commands.push_back({name});
    for (const std::string& kind : kinds) commands.push_back({name, kind});
  }
  for (const Strings& words : commands) {
    Strings arguments = words;
    arguments.emplace_back("--help");
    const std::string text = help(arguments);
    const std::string usage = text.substr(0, text.find('\n'));
    const bool takes_words =
        usage.find("TERM") != std::string::npos || usage.find("TEXT") != std::string::npos;
    commands_.push_back({words, !takes_words, options_of(text)});
  }
}

/// An option of a command as it may stand on its line: one argument or two.
Strings RandomCommandLines::option(const Command& command, std::mt19937& random) {
  const Option& option = pick(command.options, random);
  const std::string name = chance(4, random) ? mistyped(option.name, random) : option.name;
  const bool has_value = option.value.empty() ? chance(3, random) : chance(97, random);
  const std::string value = value_for(option.value, random);
  if (!has_value) return {name};
  if (chance(30, random)) return {name + "=" + value};
  return {name, value};
}

Strings RandomCommandLines::made_up(std::mt19937& random) const {
  const Command& command = pick(commands_, random);
  Strings arguments = command.words;
  if (chance(3, random)) arguments.back() = mistyped(arguments.back(), random);
  if (chance(2, random)) arguments.front() = pick(kOddities, random);
  for (std::size_t count = random() % 4; count > 0; --count) {
    arguments.push_back(argument(command.takes_files, random));
  }
  for (std::size_t count = random() % 5; count > 0; --count) {
    for (std::string& part : option(command, random)) arguments.push_back(std::move(part));
  }
  return arguments;
}

/// The command that a line calls, or any where it calls none.
const RandomCommandLines::Command& RandomCommandLines::command_of(const Arguments& arguments,
                                                                  std::mt19937& random) const {
  const auto called = std::ranges::find_if(commands_, [&](const Command& command) {
    return command.words.size() <= arguments.size() &&
           std::equal(command.words.begin(), command.words.end(), arguments.begin());
  });
  return called == commands_.end() ? pick(commands_, random) : *called;
}

void RandomCommandLines::change(Arguments& arguments, std::mt19937& random) const {
  const Command& command = command_of(arguments, random);
  if (arguments.empty() || chance(50, random)) {
    for (std::string& part : option(command, random)) arguments.push_back(std::move(part));
    return;
  }
  const auto at = arguments.begin() + static_cast<std::ptrdiff_t>(random() % arguments.size());
  switch (random() % 4) {
    case 0:
      arguments.erase(at);
      return;
    case 1:
      *at = mistyped(*at, random);
      return;
    case 2:
      *at = argument(command.takes_files, random);
      return;
    default:
      arguments.insert(at, argument(command.takes_files, random));
  }
}

Strings RandomCommandLines::next(std::mt19937& random) const {
  if (good_.empty() || chance(60, random)) return made_up(random);
  Arguments arguments = pick(good_, random);
  for (std::size_t changes = random() % 3; changes > 0; --changes) change(arguments, random);
  return arguments;
}

std::vector<std::pair<std::string, std::string>> named_files() {
  const FilmReviews reviews = film_reviews();
  const auto first_lines = [](const std::string& text) {
    std::string lines;
    for (const std::string& line : lines_of(text)) {
      if (std::count(lines.begin(), lines.end(), '\n') == 30) break;
      lines += line + '\n';
    }
    return lines;
  };
  return {{"corpus.txt", first_lines(reviews.corpus)},
          {"labels.txt", first_lines(reviews.labels)},
          {"queries.txt", "스토리\n최악 -부정 +긍정\n없는말\n\n최악 : 부정 = ? : 긍정\n\xFF\n"},
          {"lexicon.tsv", "최악\t부정\n최고\t긍정\n"},
          {"scores.jsonl", "{\"method\":\"a\",\"id\":1,\"tokens\":[{\"score\":1}]}\n"},
          {"pairs.txt", "최악\t최고\t1.5\n스토리\t연기\t7\n없는말\t영화\t3\n"},
          {"analogies.tsv", "최악\t부정\t긍정\t최고\n"},
          {"questions.txt", ": gram\n최악 최고 노잼 꿀잼\n"},
          {"dirty.txt",
           "\xEF\xBB\xBF최고\0영화\n\xFF\xFE\n\n"s + std::string(3000, 'x') + "\n\xED\xA0\x80 a"},
          {"vectors.vec", "3 2\n최고 1 0.5\n영화 -0.25 1e-3\n최악 -1 0.125\n"},
          {"empty.txt", ""}};
}

}  // namespace t2v::testing
