#include "attribution/outside_classifier.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "text/error.h"
#include "text/white_space.h"

namespace t2v {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kReadBytes = std::size_t{1} << 16;

/// Longest answer; thousands of labels fit in.
constexpr std::size_t kLongestAnswer = std::size_t{1} << 20;

/// How long a command whose output has ended may take to end itself.
constexpr milliseconds kEndPatience(1000);

/// The beginning of an answer, as much as a message can hold.
std::string shown(std::string_view answer) {
  constexpr std::size_t kShownBytes = 60;
  if (answer.size() <= kShownBytes) return std::string(answer);
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(answer[end]) & 0xC0) == 0x80) --end;
  return std::string(answer.substr(0, end)) + "...";
}

std::string as_lines(std::span<const std::string> texts) {
  std::string lines;
  for (const std::string& text : texts) {
    const std::size_t begin = lines.size();
    lines += text;
    std::ranges::replace_if(
        lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end(),
        [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
    lines += '\n';
  }
  return lines;
}

}  // namespace

/// Texts on their way and answers on theirs back.
struct OutsideClassifier::Exchange {
  std::string to_send;
  std::size_t sent = 0;  ///< bytes of to_send
  std::string received;  ///< what is no whole line yet
  std::size_t expected = 0;
  std::vector<std::vector<double>> answers;
  bool takes_no_more = false;  ///< the command closed its input; its answers may still come
  bool ended = false;          ///< the command's output ended
};

OutsideClassifier::OutsideClassifier(std::string command, std::size_t labels, milliseconds patience)
    : command_(std::move(command)), labels_(labels), patience_(patience), process_(command_) {}

void OutsideClassifier::fail(const std::string& reason) const {
  throw Error(fmt::format("classifier '{}': {}", command_, reason));
}

std::vector<std::vector<double>> OutsideClassifier::probabilities(
    std::span<const std::string> texts) {
  const std::lock_guard lock(one_at_a_time_);
  if (std::exchange(spent_, true)) fail("an earlier failure ended it");
  const WithoutSigpipe without_sigpipe;
  Exchange exchange;
  exchange.to_send = as_lines(texts);
  exchange.expected = texts.size();
  while (exchange.answers.size() < exchange.expected) exchange_bytes(exchange);
  receive(exchange);  // what nobody asked for
  if (!exchange.received.empty()) {
    fail(fmt::format("says '{}' behind answer {}, expected one line a text",
                     shown(exchange.received.substr(0, exchange.received.find('\n'))), answers_));
  }
  spent_ = false;
  return std::move(exchange.answers);
}

/// Waits until bytes can go one way or the other, and lets them.
void OutsideClassifier::exchange_bytes(Exchange& exchange) {
  const bool sending = exchange.sent < exchange.to_send.size() && !exchange.takes_no_more;
  std::array<pollfd, 2> ends{pollfd{process_.from_child(), POLLIN, 0},
                             pollfd{sending ? process_.to_child() : -1, POLLOUT, 0}};
  const int ready = ::poll(ends.data(), ends.size(), static_cast<int>(patience_.count()));
  if (ready < 0 && errno != EINTR) fail(std::strerror(errno));
  if (ready == 0) {
    fail(
        fmt::format("no answer within {} s, after {} answers; does it answer every line at once "
                    "and flush its output?",
                    std::chrono::duration<double>(patience_).count(), answers_));
  }
  if (ready < 0) return;
  if (ends[1].revents != 0) send(exchange);
  if (ends[0].revents == 0) return;
  receive(exchange);
  take_answers(exchange);
  if (exchange.ended && exchange.answers.size() < exchange.expected) {
    fail(fmt::format("ended with {} after {} answers, expected one for each text",
                     process_.end(kEndPatience), answers_));
  }
}

void OutsideClassifier::send(Exchange& exchange) {
  const ssize_t written = ::write(process_.to_child(), exchange.to_send.data() + exchange.sent,
                                  exchange.to_send.size() - exchange.sent);
  if (written > 0) exchange.sent += static_cast<std::size_t>(written);
  if (written < 0 && errno == EPIPE) exchange.takes_no_more = true;
  if (written < 0 && errno != EPIPE && errno != EAGAIN && errno != EINTR)
    fail(std::strerror(errno));
}

/// Takes over what is there, without waiting.
void OutsideClassifier::receive(Exchange& exchange) {
  std::array<char, kReadBytes> buffer;
  const ssize_t got = ::read(process_.from_child(), buffer.data(), buffer.size());
  if (got > 0) exchange.received.append(buffer.data(), static_cast<std::size_t>(got));
  if (got == 0) exchange.ended = true;
  if (got < 0 && errno != EAGAIN && errno != EINTR) fail(std::strerror(errno));
}

/// Reads the whole lines among what was received.
void OutsideClassifier::take_answers(Exchange& exchange) {
  std::size_t begin = 0;
  while (exchange.answers.size() < exchange.expected) {
    const std::size_t end = exchange.received.find('\n', begin);
    if (end == std::string::npos) break;
    exchange.answers.push_back(
        read_answer(std::string_view(exchange.received).substr(begin, end - begin)));
    ++answers_;
    begin = end + 1;
  }
  exchange.received.erase(0, begin);
  if (exchange.received.size() > kLongestAnswer) {
    fail(fmt::format("answer {} is longer than {} bytes", answers_ + 1, kLongestAnswer));
  }
}

std::vector<double> OutsideClassifier::read_answer(std::string_view line) const {
  std::vector<double> numbers;
  for_each_word(line, [&](std::string_view word) {
    double number = -1;
    const char* const end = word.data() + word.size();
    const auto [stop, problem] = std::from_chars(word.data(), end, number);
    if (problem != std::errc{} || stop != end || !(number >= 0 && number <= 1)) {
      fail(fmt::format("answer {} is '{}', '{}' is no number from 0 to 1", answers_ + 1,
                       shown(line), shown(word)));
    }
    numbers.push_back(number);
  });
  if (numbers.size() != labels_) {
    fail(fmt::format("answer {} is '{}', expected {} probabilities, one a label", answers_ + 1,
                     shown(line), labels_));
  }
  return numbers;
}

}  // namespace t2v
