#include "reference_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "embedding/initial_embedding.h"
#include "embedding/random.h"
#include "embedding/schedule.h"
#include "embedding/training_examples.h"

namespace t2v {
namespace {

using Rows = std::vector<std::vector<double>>;

Rows to_double(const Matrix& matrix) {
  Rows rows;
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    const auto row = matrix.vector(i);
    rows.emplace_back(row.begin(), row.end());
  }
  return rows;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double sigmoid(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

struct Input {
  std::vector<double>* row;
  double weight;
};

/// Outputs meet the inputs six at a time, as sgns_kernel.h states.
void step(const std::vector<Input>& inputs, const std::vector<std::vector<double>*>& outputs,
          double rate) {
  for (std::size_t first = 0; first < outputs.size(); first += 6) {
    const std::size_t count = std::min<std::size_t>(6, outputs.size() - first);
    Rows gradients(inputs.size(), std::vector<double>(count));
    Rows old_outputs;
    for (std::size_t k = 0; k < count; ++k) old_outputs.push_back(*outputs[first + k]);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      for (std::size_t k = 0; k < count; ++k) {
        const double target = first + k == 0 ? 1.0 : 0.0;
        gradients[i][k] =
            rate * inputs[i].weight * (target - sigmoid(dot(*inputs[i].row, old_outputs[k])));
      }
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::vector<double> old_input = *inputs[i].row;
      for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t at = 0; at < old_input.size(); ++at) {
          (*inputs[i].row)[at] += gradients[i][k] * old_outputs[k][at];
          (*outputs[first + k])[at] += gradients[i][k] * old_input[at];
        }
      }
    }
  }
}

class ReferenceTraining {
 public:
  ReferenceTraining(const Corpus& corpus, const TrainingOptions& options)
      : corpus_(corpus), options_(options), sampler_(corpus.words, options) {
    const Embedding start = initial_embedding(corpus.words.size(), corpus.labels.names.size(),
                                              options.dim, options.seed);
    vectors_ = {to_double(start.word_input), to_double(start.word_output),
                to_double(start.label_input)};
    count_label_tokens();
  }

  ReferenceEmbedding run() {
    const Schedule schedule(corpus_);
    const double total = static_cast<double>(corpus_.tokens.size()) * options_.epochs;
    double done = 0;
    for (std::uint32_t epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t turn = 0; turn < schedule.blocks(); ++turn) {
        Random random(options_.seed, epoch * schedule.blocks() + turn);
        const auto block = schedule.block_at(options_.seed, epoch, turn);
        for (const Segment& segment : schedule.segments(block)) {
          const double rate = options_.learning_rate * std::max(1.0 - done / total, 1e-4);
          train_segment(segment, random, rate);
          done += static_cast<double>(segment.end - segment.begin);
        }
      }
    }
    return vectors_;
  }

 private:
  std::set<std::uint32_t> labels_of(std::uint32_t document, std::uint32_t word) const {
    std::set<std::uint32_t> labels;
    if (!corpus_.labels.of_document.empty()) {
      const auto own = corpus_.labels.of_document[document];
      labels.insert(own.begin(), own.end());
    }
    if (!corpus_.labels.of_word.empty()) {
      const auto own = corpus_.labels.of_word[word];
      labels.insert(own.begin(), own.end());
    }
    return labels;
  }

  void count_label_tokens() {
    label_tokens_.assign(corpus_.labels.names.size(), 0);
    for (std::uint32_t d = 0; d < corpus_.documents(); ++d) {
      for (const std::uint32_t word : corpus_.document(d)) {
        if (!corpus_.labels.of_document.empty()) {
          for (const auto label : corpus_.labels.of_document[d]) label_tokens_[label] += 1;
        }
        if (!corpus_.labels.of_word.empty()) {
          for (const auto label : corpus_.labels.of_word[word]) label_tokens_[label] += 1;
        }
      }
    }
  }

  double balance(std::uint32_t label) const {
    const double most = *std::max_element(label_tokens_.begin(), label_tokens_.end());
    return std::min(4.0,
                    std::pow(most / std::max(label_tokens_[label], 1.0), options_.label_balance));
  }

  void train_segment(const Segment& segment, Random& random, double rate) {
    sampler_.draw({corpus_.tokens.data() + segment.begin, corpus_.tokens.data() + segment.end},
                  random, examples_);
    for (std::size_t t = 0; t < examples_.words.size(); ++t) {
      std::vector<Input> inputs;
      std::map<std::uint32_t, double> label_weights;
      for (std::size_t j = 0; j < examples_.words.size(); ++j) {
        const std::size_t distance = j > t ? j - t : t - j;
        if (distance == 0 || distance > examples_.windows[t]) continue;
        inputs.push_back({&vectors_.word_input[examples_.words[j]], 1.0});
        const auto labels = labels_of(segment.document, examples_.words[j]);
        for (const auto label : labels) {
          label_weights[label] +=
              options_.label_weight * balance(label) / static_cast<double>(labels.size());
        }
      }
      if (inputs.empty()) continue;
      for (const auto& [label, weight] : label_weights) {
        if (weight > 0) {
          inputs.push_back({&vectors_.label_input[label], std::min(weight, 0.1 / rate)});
        }
      }
      std::vector<std::vector<double>*> outputs{&vectors_.word_output[examples_.words[t]]};
      for (const auto noise : examples_.noise_of(t)) {
        if (noise != SegmentExamples::kNoWord) outputs.push_back(&vectors_.word_output[noise]);
      }
      step(inputs, outputs, rate);
    }
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  const ExampleSampler sampler_;
  SegmentExamples examples_;
  ReferenceEmbedding vectors_;
  std::vector<double> label_tokens_;
};

}  // namespace

ReferenceEmbedding reference_train(const Corpus& corpus, const TrainingOptions& options) {
  return ReferenceTraining(corpus, options).run();
}

}  // namespace t2v
