#include "embedding/replicas.h"

#include <algorithm>

#include "embedding/moving_rows.h"

namespace t2v {
namespace {

/// Inputs and outputs of a word.
std::uint64_t bytes_of_word(std::size_t dim) {
  return 2 * Matrix::padded(dim) * sizeof(float);
}

Matrix first_rows(const Matrix& rows, std::size_t count) {
  Matrix copy(count, rows.dim());
  std::copy_n(rows.row(0), count * rows.stride(), copy.row(0));
  return copy;
}

}  // namespace

std::uint64_t ReplicaPlan::bytes(std::size_t dim) const {
  return replicas > 1 ? replicas * words * bytes_of_word(dim) : 0;
}

ReplicaPlan plan_replicas(const TrainingOptions& options, std::size_t words, unsigned threads) {
  ReplicaPlan plan;
  const unsigned most = options.replicas > 0 ? options.replicas : ReplicaPlan::kMostReplicas;
  const unsigned replicas = std::min(most, threads);
  if (replicas <= 1 || options.dim > ReplicaPlan::kMostDim) return plan;
  plan.replicas = replicas;
  const std::uint64_t that_fit = ReplicaPlan::kMostBytes / (replicas * bytes_of_word(options.dim));
  plan.words = std::min<std::uint64_t>({words, ReplicaPlan::kMostWords, that_fit});
  return plan;
}

Replicas::Table::Table(Matrix& rows, const std::vector<float>& pairs, const ReplicaPlan& plan,
                       std::uint64_t tokens_done)
    : base(first_rows(rows, plan.words)),
      pairs_per_token(pairs),
      turns(plan.words),
      tokens_at(turns.clocks(), tokens_done),
      sample(sample_by_weight(std::span(pairs).first(plan.words))) {
  replicas.push_back(&rows);
  copies.assign(plan.replicas - 1, base);
  for (Matrix& copy : copies) replicas.push_back(&copy);
}

/// Of the rows as they are, each as often as it is met, from one replica after the other.
RowMoments Replicas::Table::moments() const {
  Matrix rows(sample.size(), base.dim());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const Matrix& replica = *replicas[i % replicas.size()];
    copy_moving_row(replica.row(sample[i]), replica.stride(), rows.row(i));
  }
  return RowMoments(rows);
}

Replicas::Replicas(const Training& training, const ReplicaPlan& plan, unsigned workers,
                   std::uint64_t tokens_done)
    : training_(training),
      inputs_(training.vectors.word_input, training.pair_rates.word_input, plan, tokens_done),
      outputs_(training.vectors.word_output, training.pair_rates.word_output, plan, tokens_done),
      seen_(plan.replicas, training.vectors.word_input.dim()),
      change_(1, training.vectors.word_input.dim()),
      label_sample_(sample_by_weight(training.pair_rates.label_input)),
      pace_(workers) {}

WordRows Replicas::rows_of(unsigned worker) {
  const std::size_t replica = worker % inputs_.replicas.size();
  if (replica == 0) return WordRows(training_.vectors);
  return {training_.vectors, inputs_.copies[replica - 1], outputs_.copies[replica - 1]};
}

void Replicas::exchange_if_due(std::uint64_t tokens_done) {
  const std::unique_lock lock(exchanging_, std::try_to_lock);
  if (lock && pace_.is_due(tokens_done)) exchange(tokens_done, /*everything=*/false);
}

void Replicas::bring_together(std::uint64_t tokens_done) {
  const std::scoped_lock lock(exchanging_);
  exchange(tokens_done, /*everything=*/true);
}

void Replicas::exchange(std::uint64_t tokens_done, bool everything) {
  pace_.begin_round(tokens_done);
  update_curvatures(tokens_done);
  for (Table* const table : {&inputs_, &outputs_}) {
    const auto ranges = everything ? table->turns.all() : table->turns.of_round(rounds_);
    for (const RowRange& rows : ranges) exchange_rows(*table, rows, tokens_done);
  }
  ++rounds_;
  pace_.end_round();
}

void Replicas::exchange_rows(Table& table, const RowRange& rows, std::uint64_t tokens_done) {
  const std::uint64_t tokens = tokens_done - table.tokens_at[rows.clock];
  const double steps_per_rate = training_.rate.at(tokens_done) * static_cast<double>(tokens) /
                                static_cast<double>(table.replicas.size());
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    exchange_row(table, row, steps_per_rate * static_cast<double>(table.pairs_per_token[row]));
  }
  table.tokens_at[rows.clock] = tokens_done;
}

/// @param steps learning rate times pairs that trained the row in each replica
void Replicas::exchange_row(Table& table, std::size_t row, double steps) {
  const std::size_t stride = table.base.stride();
  float* const base = table.base.row(row);
  float* const change = change_.row(0);
  std::fill_n(change, stride, 0.0F);
  unsigned learners = 0;
  for (std::size_t replica = 0; replica < table.replicas.size(); ++replica) {
    float* const seen = seen_.row(replica);
    copy_moving_row(table.replicas[replica]->row(row), stride, seen);
    if (!has_moved(seen, base, stride)) continue;
    ++learners;
    for (std::size_t at = 0; at < stride; ++at) change[at] += seen[at] - base[at];
  }
  if (learners == 0) return;
  table.curvature.share(change, learners, steps);
  for (std::size_t at = 0; at < stride; ++at) base[at] += change[at];
  for (std::size_t replica = 0; replica < table.replicas.size(); ++replica) {
    move_row(table.replicas[replica]->row(row), seen_.row(replica), base, stride);
  }
}

void Replicas::update_curvatures(std::uint64_t tokens_done) {
  if (tokens_done < curvatures_due_) return;
  curvatures_due_ = next_curvatures(tokens_done);
  Matrix labels(label_sample_.size(), inputs_.base.dim());
  for (std::size_t i = 0; i < label_sample_.size(); ++i) {
    training_.label_rows.read(static_cast<std::uint32_t>(label_sample_[i]), labels.row(i));
  }
  const RowMoments of_inputs = moments_with_labels(inputs_.moments(), RowMoments(labels),
                                                   training_.label_weight, training_.pair_rates);
  inputs_.curvature = Curvature(outputs_.moments().second);
  outputs_.curvature = Curvature(of_inputs.second);
}

}  // namespace t2v
