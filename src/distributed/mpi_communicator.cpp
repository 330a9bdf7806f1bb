#include <mpi.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "distributed/communicator.h"
#include "distributed/patience.h"
#include "text/error.h"

// The library that is loaded under mpirun (mpi_library.h). Every call of MPI that may have to wait
// is begun and then looked at from time to time: Open MPI's own waiting keeps a core busy, which
// here belongs to a worker.

namespace t2v {
namespace {

/// MPI counts in int; larger messages go in pieces of so many elements.
constexpr std::size_t kMostElements = std::size_t{1} << 28;

void check(int result, const char* what) {
  if (result == MPI_SUCCESS) return;
  std::string text(MPI_MAX_ERROR_STRING, ' ');
  int length = 0;
  MPI_Error_string(result, text.data(), &length);
  text.resize(static_cast<std::size_t>(length));
  throw Error(std::string(what) + ": " + text);
}

class Requests : public Communicator::Pending {
 public:
  MPI_Request* add() { return &requests_.emplace_back(MPI_REQUEST_NULL); }

  bool is_done() override {
    int done = 0;
    check(MPI_Testall(static_cast<int>(requests_.size()), requests_.data(), &done,
                      MPI_STATUSES_IGNORE),
          "MPI_Testall");
    return done != 0;
  }

  void wait() {
    for (Patience patience; !is_done();) patience.sleep();
  }

 private:
  std::vector<MPI_Request> requests_;
};

/// Calls visit(first, count) for pieces of `size` elements.
template <typename Visit>
void for_each_piece(std::size_t size, Visit&& visit) {
  for (std::size_t first = 0; first < size; first += kMostElements) {
    visit(first, static_cast<int>(std::min(kMostElements, size - first)));
  }
}

class MpiCommunicator : public Communicator {
 public:
  MpiCommunicator() {
    int rank = 0;
    int ranks = 0;
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    check(MPI_Comm_rank(MPI_COMM_WORLD, &rank), "MPI_Comm_rank");
    check(MPI_Comm_size(MPI_COMM_WORLD, &ranks), "MPI_Comm_size");
    rank_ = static_cast<unsigned>(rank);
    ranks_ = static_cast<unsigned>(ranks);
  }

  unsigned rank() const override { return rank_; }
  unsigned ranks() const override { return ranks_; }

  void sum(std::span<std::uint64_t> numbers) override {
    reduce(numbers, MPI_UINT64_T, MPI_SUM)->wait();
  }

  void broadcast(std::string& bytes, unsigned root) override {
    std::uint64_t size = bytes.size();
    broadcast(&size, sizeof size, root);
    bytes.resize(size);
    broadcast(bytes.data(), size, root);
  }

  std::vector<std::string> all_to_all(std::vector<std::string> parts) override {
    std::vector<std::uint64_t> sizes;
    sizes.reserve(parts.size());
    for (const std::string& part : parts) sizes.push_back(part.size());
    std::vector<std::uint64_t> sizes_from(ranks_);
    Requests told;
    check(MPI_Ialltoall(sizes.data(), 1, MPI_UINT64_T, sizes_from.data(), 1, MPI_UINT64_T,
                        MPI_COMM_WORLD, told.add()),
          "MPI_Ialltoall");
    told.wait();
    std::vector<std::string> received(ranks_);
    // A pair of ranks at a time, so that a message waits for its reader where it came from.
    for (unsigned step = 0; step < ranks_; ++step) {
      const unsigned to = (rank_ + step) % ranks_;
      const unsigned from = (rank_ + ranks_ - step) % ranks_;
      received[from].resize(sizes_from[from]);
      Requests moved;
      start_receive(received[from], from, moved);
      start_send(parts[to], to, moved);
      moved.wait();
      parts[to] = {};
    }
    return received;
  }

  void send(std::string_view bytes, unsigned to) override {
    std::uint64_t size = bytes.size();
    Requests requests;
    check(MPI_Isend(&size, 1, MPI_UINT64_T, static_cast<int>(to), kTag, MPI_COMM_WORLD,
                    requests.add()),
          "MPI_Isend");
    requests.wait();
    Requests parts;
    start_send(bytes, to, parts);
    parts.wait();
  }

  std::string receive(unsigned from) override {
    std::uint64_t size = 0;
    Requests requests;
    check(MPI_Irecv(&size, 1, MPI_UINT64_T, static_cast<int>(from), kTag, MPI_COMM_WORLD,
                    requests.add()),
          "MPI_Irecv");
    requests.wait();
    std::string bytes(size, '\0');
    Requests parts;
    start_receive(bytes, from, parts);
    parts.wait();
    return bytes;
  }

  std::unique_ptr<Pending> start_sum(std::span<float> numbers) override {
    return reduce(numbers, MPI_FLOAT, MPI_SUM);
  }

  std::unique_ptr<Pending> start_or(std::span<std::uint64_t> bits) override {
    return reduce(bits, MPI_UINT64_T, MPI_BOR);
  }

  void finish() override { check(MPI_Finalize(), "MPI_Finalize"); }

  [[noreturn]] void end_all(int status) override {
    MPI_Abort(MPI_COMM_WORLD, status);
    std::_Exit(status);
  }

 private:
  static constexpr int kTag = 1;

  template <typename Number>
  static std::unique_ptr<Requests> reduce(std::span<Number> numbers, MPI_Datatype type,
                                          MPI_Op operation) {
    auto requests = std::make_unique<Requests>();
    for_each_piece(numbers.size(), [&](std::size_t first, int count) {
      check(MPI_Iallreduce(MPI_IN_PLACE, numbers.data() + first, count, type, operation,
                           MPI_COMM_WORLD, requests->add()),
            "MPI_Iallreduce");
    });
    return requests;
  }

  static void broadcast(void* bytes, std::size_t size, unsigned root) {
    Requests requests;
    for_each_piece(size, [&](std::size_t first, int count) {
      check(MPI_Ibcast(static_cast<char*>(bytes) + first, count, MPI_BYTE, static_cast<int>(root),
                       MPI_COMM_WORLD, requests.add()),
            "MPI_Ibcast");
    });
    requests.wait();
  }

  static void start_send(std::string_view bytes, unsigned to, Requests& requests) {
    for_each_piece(bytes.size(), [&](std::size_t first, int count) {
      check(MPI_Isend(bytes.data() + first, count, MPI_BYTE, static_cast<int>(to), kTag,
                      MPI_COMM_WORLD, requests.add()),
            "MPI_Isend");
    });
  }

  static void start_receive(std::string& bytes, unsigned from, Requests& requests) {
    for_each_piece(bytes.size(), [&](std::size_t first, int count) {
      check(MPI_Irecv(bytes.data() + first, count, MPI_BYTE, static_cast<int>(from), kTag,
                      MPI_COMM_WORLD, requests.add()),
            "MPI_Irecv");
    });
  }

  unsigned rank_ = 0;
  unsigned ranks_ = 1;
};

}  // namespace
}  // namespace t2v

/// What mpi_library.cpp calls, once. @throws t2v::Error
extern "C" [[gnu::visibility("default")]] t2v::Communicator* t2v_start_mpi() {
  // A thread at a time calls MPI: the one that exchanges, or the main one.
  int provided = 0;
  t2v::check(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided),
             "MPI_Init_thread");
  if (provided < MPI_THREAD_SERIALIZED) {
    throw t2v::Error("MPI without support of threads, expected MPI_THREAD_SERIALIZED");
  }
  static t2v::MpiCommunicator communicator;
  return &communicator;
}
