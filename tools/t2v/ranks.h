#pragma once

#include <cstdint>
#include <functional>

#include "distributed/communicator.h"

// Several processes that train one model, under mpirun.

namespace t2v {

/// Calls work(ranks) with what connects the processes of this run, null where this is the only one,
/// and ends the run of all when it is done. An error ends all processes at once (program.h).
/// @throws Error as start_mpi
void run_in_ranks(const std::function<void(Communicator* ranks)>& work);

/// Processes of this run on this machine; 1 without mpirun.
unsigned ranks_on_this_machine();

/// Cores for each of them: those that it was bound to, or its share of all; at least 1.
unsigned cores_of_this_rank();

/// The sum over all ranks; `number` itself where there are none.
std::uint64_t sum_over(Communicator* ranks, std::uint64_t number);

/// Whether this process writes what comes out: the first, or the only one.
bool is_first(const Communicator* ranks);

}  // namespace t2v
