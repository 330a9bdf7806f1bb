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

/// A word's (or document's) row and weight, its labels with how much of each is added, for the
/// joint objective.
struct JointInput {
  std::vector<double>* row;
  double weight;
  std::map<std::uint32_t, double> shares;
};

/// A label's row and what its steps are multiplied with.
struct JointLabel {
  std::vector<double>* row;
  double step;
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

/// The joint step from the formula: sums are formed and every row takes its gradient.
void joint_step(const std::vector<JointInput>& inputs,
                const std::map<std::uint32_t, JointLabel>& labels,
                const std::vector<std::vector<double>*>& outputs, double rate) {
  for (std::size_t first = 0; first < outputs.size(); first += 6) {
    const std::size_t count = std::min<std::size_t>(6, outputs.size() - first);
    Rows sums;
    Rows added;  // what the labels add to each word
    for (const JointInput& input : inputs) {
      added.emplace_back(input.row->size(), 0.0);
      for (const auto& [label, share] : input.shares) {
        const auto& row = *labels.at(label).row;
        for (std::size_t at = 0; at < row.size(); ++at) added.back()[at] += share * row[at];
      }
      sums.push_back(added.back());
      for (std::size_t at = 0; at < sums.back().size(); ++at) sums.back()[at] += (*input.row)[at];
    }
    Rows old_outputs;
    for (std::size_t k = 0; k < count; ++k) old_outputs.push_back(*outputs[first + k]);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::vector<double> old_input = *inputs[i].row;
      for (std::size_t k = 0; k < count; ++k) {
        const double target = first + k == 0 ? 1.0 : 0.0;
        const double g = rate * inputs[i].weight * (target - sigmoid(dot(sums[i], old_outputs[k])));
        for (std::size_t at = 0; at < old_input.size(); ++at) {
          (*inputs[i].row)[at] += g * old_outputs[k][at];
          (*outputs[first + k])[at] += g * (old_input[at] + added[i][at]);
          for (const auto& [label, share] : inputs[i].shares) {
            const JointLabel& joint = labels.at(label);
            (*joint.row)[at] += joint.step * share * g * old_outputs[k][at];
          }
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
    vectors_ = {to_double(start.word_input),
                to_double(start.word_output),
                to_double(start.label_input),
                {}};
    if (options.documents) {
      vectors_.document_input.assign(corpus.documents(), std::vector<double>(options.dim, 0.0));
    }
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
        std::vector<Segment> segments;
        schedule.segments(block, segments);
        for (const Segment& segment : segments) {
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
    sampler_.draw(corpus_.tokens(segment.begin, segment.end), random, examples_);
    for (std::size_t t = 0; t < examples_.words.size(); ++t) {
      const std::vector<std::uint32_t> context = context_of(t);
      if (context.empty() && !options_.documents) continue;
      std::vector<std::vector<double>*> outputs{&vectors_.word_output[examples_.words[t]]};
      for (const auto noise : examples_.noise_of(t)) {
        if (noise != examples_.words[t]) outputs.push_back(&vectors_.word_output[noise]);
      }
      if (options_.objective == Objective::kJoint) {
        train_joint(segment.document, context, outputs, rate);
      } else {
        train_independent(segment.document, context, outputs, rate);
      }
    }
  }

  std::vector<std::uint32_t> context_of(std::size_t t) const {
    std::vector<std::uint32_t> context;
    for (std::size_t j = 0; j < examples_.words.size(); ++j) {
      const std::size_t distance = j > t ? j - t : t - j;
      if (distance > 0 && distance <= examples_.windows[t]) context.push_back(examples_.words[j]);
    }
    return context;
  }

  void train_independent(std::uint32_t document, const std::vector<std::uint32_t>& context,
                         const std::vector<std::vector<double>*>& outputs, double rate) {
    std::vector<Input> inputs;
    std::map<std::uint32_t, double> label_weights;
    for (const std::uint32_t word : context) {
      inputs.push_back({&vectors_.word_input[word], 1.0});
      const auto labels = labels_of(document, word);
      for (const auto label : labels) {
        label_weights[label] +=
            options_.label_weight * balance(label) / static_cast<double>(labels.size());
      }
    }
    if (options_.documents) {
      inputs.push_back(
          {&vectors_.document_input[document], std::min(options_.document_weight, 0.1 / rate)});
    }
    for (const auto& [label, weight] : label_weights) {
      if (weight > 0) {
        inputs.push_back({&vectors_.label_input[label], std::min(weight, 0.1 / rate)});
      }
    }
    step(inputs, outputs, rate);
  }

  void train_joint(std::uint32_t document, const std::vector<std::uint32_t>& context,
                   const std::vector<std::vector<double>*>& outputs, double rate) {
    std::vector<JointInput> inputs;
    std::map<std::uint32_t, double> squares;
    for (const std::uint32_t word : context) {
      JointInput input{&vectors_.word_input[word], 1.0, {}};
      const auto labels = labels_of(document, word);
      for (const auto label : labels) {
        const double share = options_.label_weight / static_cast<double>(labels.size());
        input.shares[label] = share;
        squares[label] += share * share;
      }
      inputs.push_back(input);
    }
    if (options_.documents) {
      inputs.push_back(
          {&vectors_.document_input[document], std::min(options_.document_weight, 0.1 / rate), {}});
    }
    std::map<std::uint32_t, JointLabel> labels;
    for (const auto& [label, sum] : squares) {
      labels[label] = {&vectors_.label_input[label], std::min(balance(label), 0.1 / (rate * sum))};
    }
    joint_step(inputs, labels, outputs, rate);
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
