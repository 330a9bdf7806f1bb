#include "attribution/small_network.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "embedding/random.h"

namespace t2v {
namespace {

Vocabulary numbered(std::string_view prefix, std::size_t count) {
  std::vector<Vocabulary::Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    entries.push_back({std::string(prefix) + std::to_string(i), 1});
  }
  return Vocabulary::from_ordered(std::move(entries));
}

void fill(Matrix& matrix, float scale, Random& random) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      matrix.row(row)[i] = scale * (2 * random.uniform() - 1);
    }
  }
}

/// Lanes that stand for no filter are zeros.
void clear_empty_lanes(TextCnn& network) {
  const CnnShape& shape = network.shape;
  for (std::size_t column = 0; column < shape.columns(); ++column) {
    if (column % shape.lanes() < shape.filters) continue;
    std::fill_n(network.taps.row(column), shape.dim, 0.0F);
  }
  for (std::size_t f = 0; f < shape.features(); ++f) {
    if (f % shape.lanes() < shape.filters) continue;
    network.bias[f] = 0;
    for (std::size_t l = 0; l < shape.labels; ++l) network.output.row(l)[f] = 0;
  }
}

std::vector<double> reference_logits(const TextCnn& network, const Vectors& vectors) {
  const CnnShape& shape = network.shape;
  std::vector<double> logits(network.output_bias.begin(), network.output_bias.end());
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    const std::size_t taps = shape.widths[width];
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      double h = 0;
      for (std::size_t window = 0; window + taps <= vectors.size(); ++window) {
        double a = network.bias[f];
        for (std::size_t tap = 0; tap < taps; ++tap) {
          const float* filter = network.taps.row(shape.column(width, tap) + lane);
          for (std::size_t i = 0; i < shape.dim; ++i) a += filter[i] * vectors[window + tap][i];
        }
        h = std::max(h, a);
      }
      for (std::size_t l = 0; l < logits.size(); ++l) logits[l] += network.output.row(l)[f] * h;
    }
  }
  return logits;
}

}  // namespace

std::unique_ptr<Classifier> paper_network(bool multi_label) {
  CnnModel model;
  model.network =
      TextCnn(CnnShape{.words = 3, .dim = 2, .labels = 2, .filters = 1, .widths = {1, 2}});
  TextCnn& network = model.network;
  const auto set = [](float* row, float first, float second) {
    row[0] = first;
    row[1] = second;
  };
  set(network.embedding.row(kPaddingRow), 0.5F, 0.25F);
  set(network.embedding.row(kFirstWordRow), 1, 0);
  set(network.embedding.row(kFirstWordRow + 1), 0, 1);
  set(network.embedding.row(kFirstWordRow + 2), 2, -1);
  const CnnShape& shape = network.shape;
  set(network.taps.row(shape.column(0, 0)), 1, 0.5F);
  set(network.taps.row(shape.column(1, 0)), 1, 0);
  set(network.taps.row(shape.column(1, 1)), 0, 2);
  network.bias[shape.feature(0)] = -0.5F;
  network.bias[shape.feature(1)] = 0.25F;
  network.output.row(0)[shape.feature(0)] = 2;
  network.output.row(0)[shape.feature(1)] = -1;
  network.output.row(1)[shape.feature(0)] = -1;
  network.output.row(1)[shape.feature(1)] = 3;
  network.output_bias = {0.1F, -0.2F};
  model.words = Vocabulary::from_ordered({{"a", 3}, {"b", 2}, {"c", 1}});
  model.labels = Vocabulary::from_ordered({{"A", 2}, {"B", 1}});
  model.multi_label = multi_label;
  model.tokenizer = restore_tokenizer("whitespace", {});
  return std::make_unique<Classifier>(std::move(model));
}

std::unique_ptr<Classifier> random_network(const RandomNetwork& options) {
  Random random(options.seed);
  CnnModel model;
  model.network = TextCnn(CnnShape{.words = options.words,
                                   .dim = options.dim,
                                   .labels = options.labels,
                                   .filters = options.filters,
                                   .widths = options.widths});
  TextCnn& network = model.network;
  fill(network.embedding, 1.0F, random);
  fill(network.taps, 0.5F, random);
  fill(network.output, 0.5F, random);
  if (options.biases) {
    for (float& bias : network.bias) bias = 2 * random.uniform() - 1;
  }
  for (float& bias : network.output_bias) bias = 2 * random.uniform() - 1;
  clear_empty_lanes(network);
  model.words = numbered("w", options.words);
  model.labels = numbered("label", options.labels);
  model.multi_label = options.multi_label;
  model.tokenizer = restore_tokenizer("whitespace", {});
  return std::make_unique<Classifier>(std::move(model));
}

std::vector<std::uint32_t> random_rows(const Classifier& classifier, std::size_t tokens,
                                       std::uint64_t seed) {
  Random random(seed, tokens);
  const auto words = static_cast<std::uint32_t>(classifier.shape().words);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < tokens; ++i) rows.push_back(kUnknownRow + random.below(words + 1));
  return rows;
}

ForwardPass forward(const Classifier& classifier, std::string_view text) {
  return classifier.forward(classifier.encode(text).rows);
}

Vectors vectors_of(const Classifier& classifier, const ForwardPass& pass) {
  const Matrix& embedding = classifier.model().network.embedding;
  Vectors vectors;
  for (const std::uint32_t row : pass.rows) {
    const std::span<const float> vector = embedding.vector(row);
    vectors.emplace_back(vector.begin(), vector.end());
  }
  return vectors;
}

double reference_output(const Classifier& classifier, const Vectors& vectors,
                        const Target& target) {
  const std::vector<double> logits = reference_logits(classifier.model().network, vectors);
  const double own = logits[target.label];
  if (target.output == OutputKind::kLogit) return own;
  if (classifier.model().multi_label) return 1 / (1 + std::exp(-own));
  double total = 0;
  for (const double logit : logits) total += std::exp(logit - own);
  return 1 / total;
}

}  // namespace t2v
