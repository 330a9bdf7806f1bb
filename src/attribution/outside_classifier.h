#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/child_process.h"

namespace t2v {

/// A classifier of any kind behind a command: it reads one text a line from its standard input and
/// answers each with one line of probabilities, separated by white space, in the order of labels.
/// It must not hold answers back until its input ends. May be used from many threads at once, which
/// then wait for each other.
class OutsideClassifier {
 public:
  /// @param labels probabilities that every answer has
  /// @param patience longest wait for an answer, or for the command to take more texts
  /// @throws Error when the command cannot be started
  OutsideClassifier(std::string command, std::size_t labels, std::chrono::milliseconds patience);

  std::size_t labels() const { return labels_; }

  /// The probabilities [texts][labels] of each text. Line ends within a text become spaces.
  /// @throws Error when the command ends, is silent for too long, or answers with anything but
  ///   labels() numbers from 0 to 1 a text. It is of no more use then.
  std::vector<std::vector<double>> probabilities(std::span<const std::string> texts);

 private:
  struct Exchange;
  void exchange_bytes(Exchange& exchange);
  void send(Exchange& exchange);
  void receive(Exchange& exchange);
  void take_answers(Exchange& exchange);
  std::vector<double> read_answer(std::string_view line) const;
  [[noreturn]] void fail(const std::string& reason) const;

  std::string command_;
  std::size_t labels_;
  std::chrono::milliseconds patience_;
  std::mutex one_at_a_time_;
  ChildProcess process_;
  std::size_t answers_ = 0;  ///< so far
  bool spent_ = false;  ///< an exchange failed: what is said and what is asked may no more agree
};

}  // namespace t2v
