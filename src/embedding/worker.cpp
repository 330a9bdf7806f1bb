#include "embedding/worker.h"

#include <algorithm>
#include <utility>

#include "embedding/divergence.h"

namespace t2v {

Worker::Worker(const WordRows& words, SharedRows& labels, SharedRows& documents,
               const LabelTerms& terms, const TrainingOptions& options)
    : words_(words), labels_(labels), document_(documents), terms_(terms), options_(options) {}

// Always inline, as prefetch_row().
[[gnu::always_inline]] inline void Worker::prefetch(const SegmentExamples& examples,
                                                    std::size_t position,
                                                    const SegmentExamples& next) const {
  const std::size_t words = examples.words.size();
  const std::size_t stride = words_.stride();
  std::size_t ahead = position + options_.window + 1;
  if (ahead < words) {
    prefetch_row(words_.input(examples.words[ahead]), stride, knows_prefetchw_);
  } else if (ahead - words < next.words.size()) {
    prefetch_row(words_.input(next.words[ahead - words]), stride, knows_prefetchw_);
  }
  ahead = position + kPrefetchDistance;
  const SegmentExamples& of = ahead < words ? examples : next;
  ahead -= ahead < words ? 0 : words;
  if (ahead >= of.words.size()) return;
  prefetch_row(words_.output(of.words[ahead]), stride, knows_prefetchw_);
  for (const std::uint32_t noise : of.noise_of(ahead)) {
    prefetch_row(words_.output(noise), stride, knows_prefetchw_);
  }
}

void Worker::train(const SegmentExamples& examples, const SegmentExamples& next,
                   std::uint32_t document, float rate) {
  const std::size_t words = examples.words.size();
  begin_segment(examples, document);
  for (std::size_t position = 0; position < words; ++position) {
    prefetch(examples, position, next);
    gather(examples, position, document, rate);
    if (block_.inputs.empty()) continue;
    const bool want_loss = words_trained_ % kLossInterval == 0;
    pairs_ += block_.inputs.size() * block_.outputs.size();
    loss_.add(sgns_update(block_, words_.dim(), rate, workspace_, want_loss));
    if (words_trained_++ % kDivergenceInterval == 0) require_converging_block();
  }
  note_steps_of_document_labels();
  if (options_.documents) document_.merge();
  words_since_merge_ += words;
  if (words_since_merge_ >= kMergeInterval) merge_labels();
}

void Worker::merge_labels() {
  labels_.merge(averaged_merges_);
  words_since_merge_ = 0;
}

TrainingLoss Worker::take_loss() {
  return std::exchange(loss_, TrainingLoss{});
}

std::uint64_t Worker::take_pairs() {
  return std::exchange(pairs_, 0);
}

void Worker::begin_segment(const SegmentExamples& examples, std::uint32_t document) {
  input_rows_.resize(examples.words.size());
  std::transform(examples.words.begin(), examples.words.end(), input_rows_.begin(),
                 [&](std::uint32_t word) { return words_.input(word); });
  if (options_.documents) document_.fetch(document);
  document_labels_.clear();
  if (options_.objective == Objective::kJoint && !terms_.words_have_labels()) {
    for (const std::uint32_t label : terms_.document_labels(document)) {
      document_labels_.push_back({label, labels_.row(label), terms_.balance(label), 0});
    }
  }
}

void Worker::gather(const SegmentExamples& examples, std::size_t position, std::uint32_t document,
                    float rate) {
  gather_words(examples, position);
  block_.label_shares.clear();
  if (options_.documents) gather_document(rate);
  if (options_.objective == Objective::kIndependent) {
    gather_labels(context(examples, position), document, rate);
  } else if (terms_.words_have_labels()) {
    gather_added_labels(context(examples, position), document, rate);
  } else {
    gather_added_document_labels(rate);
  }
  gather_outputs(examples, position);
}

void Worker::gather_words(const SegmentExamples& examples, std::size_t position) {
  const std::size_t begin = examples.window_begin(position);
  const std::size_t end = examples.window_end(position);
  const std::size_t before = position - begin;
  block_.word_inputs = end - begin - 1;
  block_.inputs.resize(block_.word_inputs);
  block_.weights.assign(block_.word_inputs, 1.0F);
  std::copy_n(input_rows_.data() + begin, before, block_.inputs.data());
  std::copy_n(input_rows_.data() + position + 1, end - position - 1, block_.inputs.data() + before);
}

std::span<const std::uint32_t> Worker::context(const SegmentExamples& examples,
                                               std::size_t position) {
  const auto begin = static_cast<std::ptrdiff_t>(examples.window_begin(position));
  const auto end = static_cast<std::ptrdiff_t>(examples.window_end(position));
  const auto centre = static_cast<std::ptrdiff_t>(position);
  context_.assign(examples.words.begin() + begin, examples.words.begin() + centre);
  context_.insert(context_.end(), examples.words.begin() + centre + 1,
                  examples.words.begin() + end);
  return context_;
}

void Worker::gather_outputs(const SegmentExamples& examples, std::size_t position) {
  const std::uint32_t centre = examples.words[position];
  block_.outputs.clear();
  block_.outputs.push_back(words_.output(centre));
  for (const std::uint32_t noise : examples.noise_of(position)) {
    if (noise != centre) block_.outputs.push_back(words_.output(noise));
  }
}

void Worker::require_converging_block() const {
  const auto rows = static_cast<float>(block_.inputs.size() + block_.outputs.size());
  const float squares = sum_of_squares(block_, words_.dim());
  // Not a number is not at most anything.
  if (!(squares <= rows * kLongestVector * kLongestVector)) throw_diverged();
}

void Worker::gather_document(float rate) {
  block_.document_inputs = 1;
  block_.inputs.push_back(document_.row());
  block_.weights.push_back(
      std::min(static_cast<float>(options_.document_weight), kLongestStep / rate));
}

void Worker::gather_labels(std::span<const std::uint32_t> context, std::uint32_t document,
                           float rate) {
  terms_.collect(document, context, label_weights_);
  for (const LabelWeight& term : label_weights_) {
    block_.inputs.push_back(labels_.row(term.label));
    block_.weights.push_back(std::min(term.weight, kLongestStep / rate));
    labels_.add_steps(term.label, rate * block_.weights.back());
  }
}

void Worker::gather_added_labels(std::span<const std::uint32_t> context, std::uint32_t document,
                                 float rate) {
  if (context.empty()) return;
  terms_.collect_shares(document, context, label_shares_);
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
    labels_.add_steps(label, rate * squares * block_.weights.back());
  }
}

void Worker::gather_added_document_labels(float rate) {
  const std::size_t words = block_.word_inputs;
  if (words == 0 || document_labels_.empty()) return;
  const std::size_t before = block_.inputs.size();
  const std::size_t labels = document_labels_.size();
  const float share = terms_.document_share(labels);
  const float bend = rate * share * share * static_cast<float>(words);
  const float longest = kLongestStep / bend;
  block_.inputs.resize(before + labels);
  block_.weights.resize(before + labels);
  block_.label_shares.assign(labels, share);
  for (std::size_t e = 0; e < labels; ++e) {
    AddedLabel& added = document_labels_[e];
    block_.inputs[before + e] = added.row;
    block_.weights[before + e] = std::min(added.balance, longest);
    added.steps += bend * block_.weights[before + e];
  }
}

void Worker::note_steps_of_document_labels() {
  for (const AddedLabel& added : document_labels_) labels_.add_steps(added.label, added.steps);
}

}  // namespace t2v
