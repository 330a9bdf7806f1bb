#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// What connects the processes of a run, numbered from 0 by their rank. All of them must call the
/// same functions in the same order, one thread of a process at a time. Functions that wait sleep
/// between two looks, so that the cores are left to those that still work.
///
/// It is abstract since MPI is loaded only where it is needed (mpi_library.h), and so that all
/// algorithms run among the threads of one process as well.
class Communicator {
 public:
  /// An operation that goes on in the background, whose memory must stay until it is done.
  class Pending {
   public:
    virtual ~Pending() = default;
    /// Also brings it on: to be asked again and again.
    virtual bool is_done() = 0;
  };

  virtual ~Communicator() = default;

  virtual unsigned rank() const = 0;
  virtual unsigned ranks() const = 0;

  /// Replaces each number by its sum over all ranks.
  virtual void sum(std::span<std::uint64_t> numbers) = 0;

  /// Replaces `bytes` by those of rank `root`.
  virtual void broadcast(std::string& bytes, unsigned root) = 0;

  /// Sends parts[r] to each rank r. @returns what each rank sent here
  virtual std::vector<std::string> all_to_all(std::vector<std::string> parts) = 0;

  /// To one rank, which calls receive() for it.
  virtual void send(std::string_view bytes, unsigned to) = 0;
  virtual std::string receive(unsigned from) = 0;

  /// Replaces each number by its sum over all ranks, with the same rounding everywhere.
  virtual std::unique_ptr<Pending> start_sum(std::span<float> numbers) = 0;

  /// Replaces the bits by those that any rank has.
  virtual std::unique_ptr<Pending> start_or(std::span<std::uint64_t> bits) = 0;

  /// The run is over for all ranks, which will not call anything any more.
  virtual void finish() = 0;

  /// Ends the processes of all ranks at once: this one has failed.
  /// @param status the exit status of the run
  [[noreturn]] virtual void end_all(int status) = 0;
};

}  // namespace t2v
