#include "distributed/thread_ranks.h"

#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace t2v::testing {
namespace {

/// What those throw that wait for a rank that failed.
struct AnotherFailed : std::runtime_error {
  AnotherFailed() : std::runtime_error("another rank has failed") {}
};

/// What the ranks give each other.
class Hub {
 public:
  explicit Hub(unsigned ranks) : ranks_(ranks) {}
  unsigned ranks() const { return ranks_; }

  /// The part of a rank in the operation number `operation`.
  void give(std::uint64_t operation, unsigned rank, std::string bytes) {
    const std::scoped_lock guard(mutex_);
    Operation& open = operations_[operation];
    open.parts.resize(ranks_);
    open.parts[rank] = std::move(bytes);
    ++open.given;
    changed_.notify_all();
  }
  bool all_gave(std::uint64_t operation) {
    const std::scoped_lock guard(mutex_);
    if (failed_) throw AnotherFailed();
    return operations_[operation].given == ranks_;
  }
  /// Waits for the parts of all; every rank takes them once.
  std::vector<std::string> take(std::uint64_t operation) {
    std::unique_lock lock(mutex_);
    wait(lock, [&] { return operations_[operation].given == ranks_; });
    Operation& open = operations_[operation];
    std::vector<std::string> parts = open.parts;
    if (++open.taken == ranks_) operations_.erase(operation);
    return parts;
  }

  void send(unsigned from, unsigned to, std::string bytes) {
    const std::scoped_lock guard(mutex_);
    letters_[{from, to}].push_back(std::move(bytes));
    changed_.notify_all();
  }
  std::string receive(unsigned from, unsigned to) {
    std::unique_lock lock(mutex_);
    std::deque<std::string>& letters = letters_[{from, to}];
    wait(lock, [&] { return !letters.empty(); });
    std::string bytes = std::move(letters.front());
    letters.pop_front();
    return bytes;
  }

  void fail() {
    const std::scoped_lock guard(mutex_);
    failed_ = true;
    changed_.notify_all();
  }

 private:
  struct Operation {
    std::vector<std::string> parts;
    unsigned given = 0;
    unsigned taken = 0;
  };

  template <typename Condition>
  void wait(std::unique_lock<std::mutex>& lock, Condition condition) {
    changed_.wait(lock, [&] { return failed_ || condition(); });
    if (!condition()) throw AnotherFailed();
  }

  const unsigned ranks_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Operation> operations_;
  std::map<std::pair<unsigned, unsigned>, std::deque<std::string>> letters_;
  bool failed_ = false;
};

template <typename Number>
std::string bytes_of(std::span<const Number> numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

/// Replaces numbers by join(number, another) over all parts, in the order of the ranks.
template <typename Number, typename Join>
void join_parts(const std::vector<std::string>& parts, std::span<Number> numbers, Join join) {
  std::vector<Number> part(numbers.size());
  for (std::size_t rank = 0; rank < parts.size(); ++rank) {
    if (parts[rank].size() != numbers.size_bytes()) {
      throw std::logic_error("the ranks give arrays of different sizes");
    }
    std::memcpy(part.data(), parts[rank].data(), parts[rank].size());
    for (std::size_t i = 0; i < part.size(); ++i) {
      numbers[i] = rank == 0 ? part[i] : join(numbers[i], part[i]);
    }
  }
}

template <typename Number, typename Join>
class PendingJoin : public Communicator::Pending {
 public:
  PendingJoin(Hub& hub, std::uint64_t operation, std::span<Number> numbers, Join join)
      : hub_(hub), operation_(operation), numbers_(numbers), join_(join) {}
  bool is_done() override {
    if (!done_ && hub_.all_gave(operation_)) {
      join_parts(hub_.take(operation_), numbers_, join_);
      done_ = true;
    }
    return done_;
  }

 private:
  Hub& hub_;
  std::uint64_t operation_;
  std::span<Number> numbers_;
  Join join_;
  bool done_ = false;
};

class ThreadCommunicator : public Communicator {
 public:
  ThreadCommunicator(Hub& hub, unsigned rank) : hub_(hub), rank_(rank) {}

  unsigned rank() const override { return rank_; }
  unsigned ranks() const override { return hub_.ranks(); }

  void sum(std::span<std::uint64_t> numbers) override {
    join_parts(exchange(bytes_of<std::uint64_t>(numbers)), numbers, std::plus());
  }
  void broadcast(std::string& bytes, unsigned root) override {
    bytes = exchange(rank_ == root ? bytes : std::string())[root];
  }
  std::vector<std::string> all_to_all(std::vector<std::string> parts) override {
    for (unsigned to = 0; to < ranks(); ++to) hub_.send(rank_, to, std::move(parts[to]));
    std::vector<std::string> received;
    for (unsigned from = 0; from < ranks(); ++from) received.push_back(hub_.receive(from, rank_));
    return received;
  }
  void send(std::string_view bytes, unsigned to) override {
    hub_.send(rank_, to, std::string(bytes));
  }
  std::string receive(unsigned from) override { return hub_.receive(from, rank_); }

  std::unique_ptr<Pending> start_sum(std::span<float> numbers) override {
    return start(numbers, std::plus());
  }
  std::unique_ptr<Pending> start_or(std::span<std::uint64_t> bits) override {
    return start(bits, std::bit_or());
  }

  void finish() override {}
  [[noreturn]] void end_all(int) override { throw std::logic_error("nothing ends all threads"); }

 private:
  std::vector<std::string> exchange(std::string bytes) {
    const std::uint64_t operation = operations_++;
    hub_.give(operation, rank_, std::move(bytes));
    return hub_.take(operation);
  }

  template <typename Number, typename Join>
  std::unique_ptr<Pending> start(std::span<Number> numbers, Join join) {
    const std::uint64_t operation = operations_++;
    hub_.give(operation, rank_, bytes_of<Number>(numbers));
    return std::make_unique<PendingJoin<Number, Join>>(hub_, operation, numbers, join);
  }

  Hub& hub_;
  const unsigned rank_;
  std::uint64_t operations_ = 0;  ///< of this rank so far
};

}  // namespace

void in_ranks(unsigned ranks, const std::function<void(Communicator&)>& work) {
  Hub hub(ranks);
  std::mutex mutex;
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  for (unsigned rank = 0; rank < ranks; ++rank) {
    threads.emplace_back([&, rank] {
      try {
        ThreadCommunicator communicator(hub, rank);
        work(communicator);
      } catch (const AnotherFailed&) {
        const std::scoped_lock guard(mutex);
        if (!failure) failure = std::current_exception();
      } catch (...) {
        const std::scoped_lock guard(mutex);
        failure = std::current_exception();
        hub.fail();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace t2v::testing
