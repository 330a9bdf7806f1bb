#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/methods.h"
#include "attribution/target.h"
#include "classifier/classifier.h"

namespace t2v {

/// A network small enough for paper: words a = (1, 0), b = (0, 1), c = (2, -1), padding
/// (1/2, 1/4), unknown words zero; one filter of width 1 and one of width 2, labels A and B.
///
///             responses P to      a     b     c   padding   bias
///   width 1, tap 0  (1, 1/2)      1    0.5   1.5   0.625    -0.5
///   width 2, tap 0  (1, 0)        1     0     2    0.5      0.25
///            tap 1  (0, 2)        0     2    -2    0.5
///
///   logit A = 0.1 + 2 h1 - h2     logit B = -0.2 - h1 + 3 h2
std::unique_ptr<Classifier> paper_network(bool multi_label = false);

/// Random numbers everywhere, padding and biases too. Words are w0, w1 and so on.
struct RandomNetwork {
  std::vector<std::uint32_t> widths{2, 3, 5};
  std::size_t words = 40;
  std::size_t dim = 6;
  std::size_t filters = 20;
  std::size_t labels = 3;
  bool multi_label = false;
  bool biases = true;
  std::uint64_t seed = 1;
};
std::unique_ptr<Classifier> random_network(const RandomNetwork& options);

/// `tokens` random words of the network, unknown ones among them.
std::vector<std::uint32_t> random_rows(const Classifier& classifier, std::size_t tokens,
                                       std::uint64_t seed);

ForwardPass forward(const Classifier& classifier, std::string_view text);

/// Vectors of the positions of a pass, in double.
using Vectors = std::vector<std::vector<double>>;
Vectors vectors_of(const Classifier& classifier, const ForwardPass& pass);

/// The target's output for given vectors, by the definition and in double.
double reference_output(const Classifier& classifier, const Vectors& vectors, const Target& target);

}  // namespace t2v
