#include "attribution/outside_text.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "text/white_space.h"

namespace t2v {
namespace {

/// Memory for answers that are remembered, in bytes.
constexpr std::size_t kAnswerBytes = std::size_t{64} << 20;

/// Bytes of the white space at the beginning of `text`.
std::size_t leading_white_space(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const std::size_t space = white_space_length(text.substr(length));
    if (space == 0) break;
    length += space;
  }
  return length;
}

/// Bytes of `text` in front of the white space at its end.
std::size_t length_without_trailing_white_space(std::string_view text) {
  std::size_t length = 0;
  for_each_word(text, [&](std::string_view word) {
    length = static_cast<std::size_t>(word.data() + word.size() - text.data());
  });
  return length;
}

}  // namespace

std::string text_of_kept(const EncodedText& text, std::span<const std::uint32_t> kept) {
  std::string result;
  bool gap_open = false;  // a token was left out behind what `result` ends with
  bool spaced = true;     // `result` is empty or ends with white space
  std::size_t at = 0;     // bytes of the text that are done
  const auto add_gap = [&](std::size_t end) {
    std::string_view gap = std::string_view(text.text).substr(at, end - at);
    if (gap_open && spaced) gap.remove_prefix(leading_white_space(gap));
    result += gap;
    if (!gap.empty()) spaced = length_without_trailing_white_space(gap) < gap.size();
  };
  auto next_kept = kept.begin();
  for (std::uint32_t token = 0; token < text.tokens(); ++token) {
    const TextSpan& span = text.spans[token];
    add_gap(span.begin);
    gap_open = next_kept == kept.end() || *next_kept != token;
    if (!gap_open) {
      result += text.token(token);
      spaced = false;
      ++next_kept;
    }
    at = span.end;
  }
  add_gap(text.text.size());
  if (gap_open) result.resize(length_without_trailing_white_space(result));
  return result;
}

std::vector<double> OutsideText::probabilities(std::span<const std::vector<std::uint32_t>> kept,
                                               std::uint32_t label) {
  std::vector<std::string> texts;
  texts.reserve(kept.size());
  for (const auto& tokens : kept) texts.push_back(text_of_kept(text_, tokens));
  ask_for(texts);
  std::vector<double> outputs;
  outputs.reserve(texts.size());
  for (const std::string& text : texts) outputs.push_back(answers_.at(text)[label]);
  return outputs;
}

std::vector<double> OutsideText::whole_probabilities() {
  ask_for({text_.text});
  return answers_.at(text_.text);
}

/// Afterwards answers_ holds those of `texts`.
void OutsideText::ask_for(const std::vector<std::string>& texts) {
  if (answer_bytes_ > kAnswerBytes) {
    answers_.clear();
    answer_bytes_ = 0;
  }
  std::vector<std::string> unknown;
  std::unordered_set<std::string_view> asked;
  for (const std::string& text : texts) {
    if (!answers_.contains(text) && asked.insert(text).second) unknown.push_back(text);
  }
  std::vector<std::vector<double>> found = classifier_.probabilities(unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    answer_bytes_ += unknown[i].size() + found[i].size() * sizeof(double);
    answers_.insert_or_assign(std::move(unknown[i]), std::move(found[i]));
  }
}

}  // namespace t2v
