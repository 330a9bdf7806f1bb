#include "fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace t2v::fuzzing {
namespace {

using namespace std::string_view_literals;

constexpr std::array kStumblingBlocks{""sv,
                                      "\0"sv,
                                      "\n"sv,
                                      "\r\n"sv,
                                      "\t"sv,
                                      " "sv,
                                      "\xFF"sv,
                                      ":"sv,
                                      "="sv,
                                      "?"sv,
                                      "-"sv,
                                      "+"sv,
                                      "*"sv,
                                      "["sv,
                                      "]"sv,
                                      "\\"sv,
                                      "{"sv,
                                      "}"sv,
                                      "\""sv,
                                      ","sv,
                                      "1e999"sv,
                                      "nan"sv,
                                      "-0"sv,
                                      "--"sv,
                                      "18446744073709551616"sv,
                                      "\xEF\xBB\xBF"sv,
                                      "최"sv,
                                      "\u110E\u116C"sv,
                                      "\u0301"sv,
                                      "\u3000"sv,
                                      "\uFF1A"sv,
                                      "\u2581"sv,
                                      "\u200D"sv,
                                      "😀"sv,
                                      "\xED\xA0\x80"sv,
                                      "\xF4\x90\x80\x80"sv,
                                      "word:"sv,
                                      "label:"sv};

std::size_t below(std::mt19937& random, std::size_t bound) {
  return bound == 0 ? 0 : random() % bound;
}

void change(std::string& text, std::span<const std::string> seeds, std::mt19937& random) {
  const std::size_t at = below(random, text.size() + 1);
  const std::size_t length = below(random, std::min<std::size_t>(text.size() - at, 64) + 1);
  switch (random() % 6) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ 1 << random() % 8);
      break;
    case 1:
      text.insert(at, 1, static_cast<char>(random()));
      break;
    case 2:
      text.erase(at, length);
      break;
    case 3:
      text.insert(at, text.substr(at, length));
      break;
    case 4: {
      const std::string& other = seeds[below(random, seeds.size())];
      text.replace(at, length, other.substr(below(random, other.size() + 1), length));
      break;
    }
    default:
      text.replace(at, random() % 2 == 0 ? 0 : length,
                   kStumblingBlocks[below(random, kStumblingBlocks.size())]);
  }
}

}  // namespace

std::string mutation(std::span<const std::string> seeds, std::mt19937& random) {
  std::string text = seeds[below(random, seeds.size())];
  for (std::size_t changes = 1 + random() % 8; changes > 0; --changes) change(text, seeds, random);
  return text;
}

}  // namespace t2v::fuzzing
