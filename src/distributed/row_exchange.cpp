#include "distributed/row_exchange.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include "distributed/patience.h"
#include "distributed/time_slice.h"
#include "embedding/curvature.h"
#include "embedding/label_averaging.h"
#include "embedding/moving_rows.h"

namespace t2v {
namespace {

// What a rank tells of itself in a round, as words of 64 bits.
constexpr std::size_t kPositionWords = 3;
constexpr std::uint64_t kWaits = 1;
constexpr std::uint64_t kIsDone = 2;
constexpr unsigned kReasonShift = 8;

constexpr std::size_t kBitsOfWord = 64;

/// Changes that are summed at once, in bytes: large against what a message costs, small against
/// the memory of vectors.
constexpr std::size_t kBatchBytes = 4 << 20;

/// How often it is seen whether a round is due.
constexpr auto kGlance = std::chrono::milliseconds(2);

/// Ends the thread.
struct Abandoned {};

}  // namespace

RowExchange::RowExchange(Communicator& communicator, const ExchangeOptions& options)
    : communicator_(communicator), options_(options) {}

RowExchange::~RowExchange() {
  RowExchange::abandon();
}

void RowExchange::make_tables() {
  const SharedTraining& training = *training_;
  const auto add = [&](Matrix& rows, const std::vector<float>& pairs, SharedRows* locked) {
    tables_.push_back(std::make_unique<ExchangedRows>(rows, pairs, locked));
  };
  add(training.vectors.word_input, training.pair_rates.word_input, nullptr);
  add(training.vectors.word_output, training.pair_rates.word_output, nullptr);
  add(training.vectors.label_input, training.pair_rates.label_input, &training.label_rows);
  moment_.resize(training.vectors.word_input.stride());
  const std::uint64_t tokens = training.tokens_done + training.tokens_done_others;
  tokens_at_.assign(tables_[0]->turns.clocks(), tokens);
}

void RowExchange::begin(const SharedTraining& training) {
  training_.emplace(training);
  if (tables_.empty()) make_tables();
  if (!first_begin_) first_begin_ = Clock::now();
  if (!pace_) pace_.emplace(training.threads, options_.tokens);
  here_.reset();
  failure_ = nullptr;
  thread_ = std::thread([this] { run(); });
}

Meeting RowExchange::meet(const RankPosition& here) {
  {
    const std::scoped_lock guard(mutex_);
    here_ = here;
  }
  wake_.notify_all();
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
  return positions_;
}

void RowExchange::abandon() noexcept {
  abandoned_ = true;
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void RowExchange::run() noexcept {
  ask_for_short_time_slices();
  try {
    exchange_until_meeting();
  } catch (const Abandoned&) {
  } catch (...) {
    failure_ = std::current_exception();
    training_->pause = true;
  }
}

void RowExchange::exchange_until_meeting() {
  bool all_wait = false;
  while (!all_wait) {
    wait_for_next_round();
    all_wait = round(/*everything=*/false);
  }
  round(/*everything=*/true);
}

void RowExchange::wait_for_next_round() {
  std::unique_lock lock(mutex_);
  while (!here_ && !abandoned_ && !pace_->is_due(training_->tokens_done) &&
         training_->pause_reasons() == kNoPause) {
    wake_.wait_for(lock, kGlance);
  }
  if (abandoned_) throw Abandoned();
}

/// @returns whether the workers of all ranks paused when it began
bool RowExchange::round(bool everything) {
  pace_->begin_round(training_->tokens_done);
  choose_groups(everything);
  mark_moved_rows();
  write_position();
  const auto told = communicator_.start_or(header_);
  wait(*told, header_.size() * sizeof(std::uint64_t));
  const bool all_wait = read_positions();
  update_curvatures();
  exchange_moved_rows();
  for (const Group& group : groups_) tokens_at_[group.rows.clock] = tokens_in_all_;
  seconds_at_work_ = seconds_at_work_ + pace_->end_round();
  ++rounds_;
  return all_wait;
}

void RowExchange::choose_groups(bool everything) {
  groups_.clear();
  for (const auto& table : tables_) {
    if (table->locked != nullptr) {  // labels, all of them as hot rows are
      groups_.push_back({table.get(), {0, table->rows.rows(), 0}});
      continue;
    }
    const ExchangeTurns& turns = table->turns;
    for (const RowRange& rows : everything ? turns.all() : turns.of_round(rounds_)) {
      groups_.push_back({table.get(), rows});
    }
  }
}

/// Where in header_ the bits of rows begin.
std::size_t RowExchange::first_bit() const {
  return communicator_.ranks() * kPositionWords * kBitsOfWord;
}

void RowExchange::mark_moved_rows() {
  std::size_t rows = 0;
  for (const Group& group : groups_) rows += group.rows.end - group.rows.begin;
  std::size_t bit = first_bit();
  header_.assign((bit + rows + kBitsOfWord - 1) / kBitsOfWord, 0);
  for (const Group& group : groups_) {
    for (std::size_t row = group.rows.begin; row < group.rows.end; ++row, ++bit) {
      if (!group.table->has_moved(row, moment_.data())) continue;
      header_[bit / kBitsOfWord] |= std::uint64_t{1} << bit % kBitsOfWord;
    }
  }
}

void RowExchange::write_position() {
  std::uint64_t* const words = header_.data() + communicator_.rank() * kPositionWords;
  const std::scoped_lock guard(mutex_);
  words[0] = here_ ? here_->tokens_done : training_->tokens_done.load();
  words[1] = here_ ? here_->next_turn : 0;
  words[2] = std::uint64_t{training_->pause_reasons()} << kReasonShift;
  if (here_) words[2] |= kWaits | (here_->is_done ? kIsDone : 0);
}

/// @returns whether the workers of all ranks pause
bool RowExchange::read_positions() {
  positions_ = {};
  bool all_wait = true;
  for (unsigned rank = 0; rank < communicator_.ranks(); ++rank) {
    const std::uint64_t* const words = header_.data() + rank * kPositionWords;
    positions_.ranks.push_back({words[1], words[0], (words[2] & kIsDone) != 0});
    positions_.reasons |= static_cast<unsigned>(words[2] >> kReasonShift);
    all_wait = all_wait && (words[2] & kWaits) != 0;
  }
  tokens_in_all_ = positions_.tokens_done();
  training_->tokens_done_others =
      tokens_in_all_ - positions_.ranks[communicator_.rank()].tokens_done;
  if (positions_.reasons != kNoPause) training_->pause = true;
  return all_wait;
}

/// Of the rows as each rank has them: the bases would be those of the last round, and vectors grow
/// fast in the beginning.
void RowExchange::update_curvatures() {
  if (tokens_in_all_ < curvatures_due_) return;
  curvatures_due_ = next_curvatures(tokens_in_all_);
  ExchangedRows& inputs = *tables_[0];
  ExchangedRows& outputs = *tables_[1];
  ExchangedRows& labels = *tables_[2];
  const RowMoments of_inputs = moments_with_labels(inputs.moments(), labels.moments(),
                                                   training_->label_weight, training_->pair_rates);
  inputs.curvature = Curvature(mean_of_ranks(outputs.moments().second));
  labels.curvature = inputs.curvature;
  outputs.curvature = Curvature(mean_of_ranks(of_inputs.second));
}

Eigen::MatrixXf RowExchange::mean_of_ranks(Eigen::MatrixXf matrix) {
  const std::span<float> values(matrix.data(), static_cast<std::size_t>(matrix.size()));
  const auto summed = communicator_.start_sum(values);
  wait(*summed, values.size_bytes());
  return matrix / static_cast<float>(communicator_.ranks());
}

void RowExchange::exchange_moved_rows() {
  const std::size_t dim = training_->vectors.word_input.dim();
  const std::size_t most = std::max<std::size_t>(kBatchBytes / ((dim + 1) * sizeof(float)), 1);
  batch_.clear();
  std::size_t bit = first_bit();
  for (const Group& group : groups_) {
    for (std::size_t row = group.rows.begin; row < group.rows.end; ++row, ++bit) {
      if ((header_[bit / kBitsOfWord] >> bit % kBitsOfWord & 1) == 0) continue;
      batch_.push_back({&group, row});
      if (batch_.size() == most) exchange_batch();
    }
  }
  if (!batch_.empty()) exchange_batch();
}

void RowExchange::exchange_batch() {
  const Matrix& like = training_->vectors.word_input;
  const std::size_t dim = like.dim();
  const std::size_t stride = like.stride();
  seen_.resize(batch_.size() * stride);
  changes_.resize(batch_.size() * (dim + 1));
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    float* const seen = seen_.data() + i * stride;
    float* const change = changes_.data() + i * (dim + 1);
    const ExchangedRows& table = *batch_[i].group->table;
    const float* const base = table.base.row(batch_[i].index);
    table.read(batch_[i].index, seen);
    for (std::size_t at = 0; at < dim; ++at) change[at] = seen[at] - base[at];
    change[dim] = has_moved(seen, base, stride) ? 1 : 0;
  }
  const auto summed = communicator_.start_sum(changes_);
  wait(*summed, changes_.size() * sizeof(float));
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    apply(batch_[i], seen_.data() + i * stride, changes_.data() + i * (dim + 1));
  }
  batch_.clear();
}

/// @param seen the row as it was, whose change is part of the sum `change`
void RowExchange::apply(const Row& row, const float* seen, float* change) {
  ExchangedRows& table = *row.group->table;
  const std::size_t dim = table.rows.dim();
  table.curvature.share(change, static_cast<unsigned>(change[dim]), steps(row));
  float* const base = table.base.row(row.index);
  for (std::size_t at = 0; at < dim; ++at) base[at] += change[at];
  table.move(row.index, seen, base);
}

/// Learning rate times pairs that trained the row in each rank.
double RowExchange::steps(const Row& row) const {
  const ExchangedRows& table = *row.group->table;
  const auto tokens = static_cast<double>(tokens_in_all_ - tokens_at_[row.group->rows.clock]) /
                      static_cast<double>(communicator_.ranks());
  const double pairs = tokens * static_cast<double>(table.pairs_per_token[row.index]);
  const double averaged = table.locked == nullptr ? 1.0 : averaged_merges(tokens_in_all_);
  return training_->rate.at(tokens_in_all_) * pairs / averaged;
}

/// @param bytes that each rank gives; all ranks together send each 2 (N - 1) / N times of that, as
///   an exchange in a ring does
void RowExchange::wait(Communicator::Pending& pending, std::uint64_t bytes) {
  Patience patience;
  while (!pending.is_done()) {
    if (abandoned_) throw Abandoned();
    patience.sleep();
  }
  bytes_ += std::uint64_t{2} * (communicator_.ranks() - 1) * bytes;
}

ExchangeCost RowExchange::cost() const {
  ExchangeCost cost;
  cost.bytes = bytes_;
  const double seconds = std::chrono::duration<double>(Clock::now() - *first_begin_).count();
  if (seconds > 0) cost.share = seconds_at_work_ / seconds;
  return cost;
}

}  // namespace t2v
