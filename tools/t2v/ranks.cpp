#include "ranks.h"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "command/interruption.h"
#include "command/program.h"
#include "distributed/mpi_library.h"

namespace t2v {

void run_in_ranks(const std::function<void(Communicator* ranks)>& work) {
  if (!is_started_by_mpi()) return work(nullptr);
  Communicator& ranks = start_mpi();
  if (ranks.ranks() == 1) {
    work(nullptr);
    return ranks.finish();
  }
  become_part_of_run({.name = fmt::format("rank {} of {}", ranks.rank(), ranks.ranks()),
                      .is_first = ranks.rank() == 0,
                      .end_all = [&ranks](int status) { ranks.end_all(status); }});
  try {
    work(&ranks);
  } catch (const Interrupted&) {  // all ranks were; mpirun hands on the exit status of the first
    leave_run();
    ranks.finish();
    if (ranks.rank() == 0) throw;
    return;
  }
  leave_run();
  ranks.finish();
}

unsigned ranks_on_this_machine() {
  const char* const number = std::getenv("OMPI_COMM_WORLD_LOCAL_SIZE");
  const int ranks = number == nullptr ? 1 : std::atoi(number);
  return static_cast<unsigned>(std::max(ranks, 1));
}

unsigned cores_of_this_rank() {
  const auto all = static_cast<unsigned>(std::max(::sysconf(_SC_NPROCESSORS_ONLN), 1L));
  cpu_set_t bound;
  CPU_ZERO(&bound);
  const bool is_known = ::sched_getaffinity(0, sizeof bound, &bound) == 0;
  const auto cores = is_known ? static_cast<unsigned>(CPU_COUNT(&bound)) : all;
  return std::max(cores < all ? cores : all / ranks_on_this_machine(), 1U);
}

std::uint64_t sum_over(Communicator* ranks, std::uint64_t number) {
  if (ranks != nullptr) ranks->sum({&number, 1});
  return number;
}

bool is_first(const Communicator* ranks) {
  return ranks == nullptr || ranks->rank() == 0;
}

}  // namespace t2v
