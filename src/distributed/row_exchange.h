#pragma once

#include <Eigen/Core>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "distributed/communicator.h"
#include "distributed/exchange_options.h"
#include "distributed/exchanged_rows.h"
#include "distributed/gathered_rows.h"
#include "embedding/exchange_pace.h"
#include "embedding/training_peers.h"

namespace t2v {

/// Exchanges rows between ranks that train the same vectors, in a thread of its own beside the
/// workers, which never wait for it.
///
/// Every rank keeps a copy of all rows of words and labels, the base, alike in all ranks. In a
/// round the ranks (1) tell each other how far they are and which rows moved away from the base
/// anywhere, (2) sum the changes (row - base) of those rows, and (3) move row and base alike by the
/// share of the sum that curvature.h gives, the row less by its own change. What workers do
/// meanwhile stays in the row and is a change of the next round.
///
/// Labels and the most frequent words take part in every round, others in turn (exchange_turns.h).
class RowExchange : public TrainingPeers {
 public:
  /// `communicator` must outlive this object.
  RowExchange(Communicator& communicator, const ExchangeOptions& options);
  ~RowExchange() override;
  RowExchange(const RowExchange&) = delete;
  RowExchange& operator=(const RowExchange&) = delete;

  unsigned rank() const override { return communicator_.rank(); }
  unsigned ranks() const override { return communicator_.ranks(); }
  void sum(std::span<std::uint64_t> numbers) override { communicator_.sum(numbers); }
  void begin(const SharedTraining& training) override;
  Meeting meet(const RankPosition& here) override;
  void abandon() noexcept override;
  Matrix gather(const Matrix& rows, std::span<const DocumentRange> places) override {
    return gather_rows(rows, places, communicator_);
  }
  ExchangeCost cost() const override;

  std::uint64_t rounds() const { return rounds_; }  ///< so far

 private:
  using Clock = std::chrono::steady_clock;
  /// Rows that take part in a round. Those of all groups are numbered one after the other.
  struct Group {
    ExchangedRows* table;
    RowRange rows;
  };
  struct Row {
    const Group* group;
    std::size_t index;  ///< in the table
  };

  void make_tables();
  void run() noexcept;
  void exchange_until_meeting();
  void wait_for_next_round();
  bool round(bool everything);
  void choose_groups(bool everything);
  void mark_moved_rows();
  void write_position();
  bool read_positions();
  void update_curvatures();
  Eigen::MatrixXf mean_of_ranks(Eigen::MatrixXf matrix);
  void exchange_moved_rows();
  void exchange_batch();
  void apply(const Row& row, const float* seen, float* change);
  double steps(const Row& row) const;
  void wait(Communicator::Pending& pending, std::uint64_t bytes);
  std::size_t first_bit() const;

  Communicator& communicator_;
  const ExchangeOptions options_;

  std::optional<SharedTraining> training_;
  std::vector<std::unique_ptr<ExchangedRows>> tables_;  ///< word input, word output, labels
  std::uint64_t tokens_in_all_ = 0;                     ///< trained by all ranks, as of this round
  std::uint64_t curvatures_due_ = 0;                    ///< tokens in all
  std::vector<std::uint64_t> tokens_at_;  ///< the same when rows took part last, by their clock

  // Of the round:
  std::vector<Group> groups_;
  std::vector<std::uint64_t> header_;  ///< positions of the ranks, then a bit for each row
  std::vector<Row> batch_;             ///< rows that are exchanged at once
  std::vector<float> seen_;            ///< [batch, stride]: rows as they were
  std::vector<float> changes_;         ///< [batch, dim + 1]: the last how many ranks moved the row
  std::vector<float> moment_;          ///< [stride]: a row that workers lock, as it is
  Meeting positions_;

  // Between the thread and the others:
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<RankPosition> here_;  ///< where the workers pause
  std::atomic<bool> abandoned_{false};
  std::exception_ptr failure_;
  std::atomic<std::uint64_t> rounds_{0};
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<double> seconds_at_work_{0};  ///< of the thread, on a core
  std::optional<Clock::time_point> first_begin_;
  std::optional<ExchangePace> pace_;
};

}  // namespace t2v
