#include "embedding/worker.h"

#include <algorithm>
#include <utility>

namespace t2v {
namespace {

void prefetch_row(const Matrix& matrix, std::uint32_t row) {
  constexpr std::size_t kFloatsPerLine = Matrix::kRowAlignment / sizeof(float);
  const float* const values = matrix.row(row);
  for (std::size_t at = 0; at < matrix.dim(); at += kFloatsPerLine) {
    __builtin_prefetch(values + at, 1);
  }
}

}  // namespace

Worker::Worker(Embedding& shared, SharedRows& labels, SharedRows& documents,
               const LabelTerms& terms, const TrainingOptions& options)
    : shared_(shared), labels_(labels), document_(documents), terms_(terms), options_(options) {}

void Worker::train(const SegmentExamples& examples, std::uint32_t document, float rate) {
  const std::size_t dim = shared_.word_input.dim();
  if (options_.documents) document_.fetch(document);
  for (std::size_t position = 0; position < examples.words.size(); ++position) {
    if (position + 1 < examples.words.size()) prefetch(examples, position + 1);
    gather(examples, position, document, rate);
    if (block_.inputs.empty()) continue;
    const bool want_loss = words_trained_++ % kLossInterval == 0;
    pairs_ += block_.inputs.size() * block_.outputs.size();
    loss_.add(sgns_update(block_, dim, rate, workspace_, want_loss));
  }
  if (options_.documents) document_.merge();
  words_since_merge_ += examples.words.size();
  if (words_since_merge_ >= kMergeInterval) merge_labels();
}

void Worker::merge_labels() {
  labels_.merge();
  words_since_merge_ = 0;
}

TrainingLoss Worker::take_loss() {
  return std::exchange(loss_, TrainingLoss{});
}

std::uint64_t Worker::take_pairs() {
  return std::exchange(pairs_, 0);
}

void Worker::gather(const SegmentExamples& examples, std::size_t position, std::uint32_t document,
                    float rate) {
  context_.clear();
  block_.inputs.clear();
  block_.weights.clear();
  block_.outputs.clear();
  block_.label_shares.clear();
  const std::size_t end = examples.window_end(position);
  for (std::size_t other = examples.window_begin(position); other < end; ++other) {
    if (other == position) continue;
    context_.push_back(examples.words[other]);
    block_.inputs.push_back(shared_.word_input.row(examples.words[other]));
    block_.weights.push_back(1.0F);
  }
  block_.word_inputs = context_.size();
  if (options_.documents) gather_document(rate);
  if (options_.objective == Objective::kJoint) {
    gather_added_labels(document, rate);
  } else {
    gather_labels(document, rate);
  }
  block_.outputs.push_back(shared_.word_output.row(examples.words[position]));
  for (const std::uint32_t noise : examples.noise_of(position)) {
    if (noise != SegmentExamples::kNoWord) {
      block_.outputs.push_back(shared_.word_output.row(noise));
    }
  }
}

void Worker::gather_document(float rate) {
  block_.document_inputs = 1;
  block_.inputs.push_back(document_.row());
  block_.weights.push_back(
      std::min(static_cast<float>(options_.document_weight), kLongestStep / rate));
}

void Worker::gather_labels(std::uint32_t document, float rate) {
  terms_.collect(document, context_, label_weights_);
  for (const LabelWeight& term : label_weights_) {
    block_.inputs.push_back(labels_.row(term.label));
    block_.weights.push_back(std::min(term.weight, kLongestStep / rate));
  }
}

void Worker::gather_added_labels(std::uint32_t document, float rate) {
  if (context_.empty()) return;
  terms_.collect_shares(document, context_, label_shares_);
  std::swap(block_.label_shares, label_shares_.shares);
  const std::size_t labels = label_shares_.labels.size();
  for (std::size_t e = 0; e < labels; ++e) {
    float squares = 0;
    for (std::size_t at = e; at < block_.label_shares.size(); at += labels) {
      squares += block_.label_shares[at] * block_.label_shares[at];
    }
    const std::uint32_t label = label_shares_.labels[e];
    block_.inputs.push_back(labels_.row(label));
    block_.weights.push_back(std::min(terms_.balance(label), kLongestStep / (rate * squares)));
  }
}

void Worker::prefetch(const SegmentExamples& examples, std::size_t position) const {
  prefetch_row(shared_.word_output, examples.words[position]);
  for (const std::uint32_t noise : examples.noise_of(position)) {
    if (noise != SegmentExamples::kNoWord) prefetch_row(shared_.word_output, noise);
  }
}

}  // namespace t2v
