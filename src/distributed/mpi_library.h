#pragma once

#include "distributed/communicator.h"

namespace t2v {

/// Whether this process was started by mpirun, or by whatever else starts the ranks of a run.
bool is_started_by_mpi();

/// Loads the library that speaks MPI, from beside the program or from ../lib/t2v, and starts it.
/// Programs do not link MPI themselves: it would make every start tens of milliseconds longer.
/// @returns what connects the ranks, which lives as long as the process
/// @throws Error where the library is not there, or MPI does not start
Communicator& start_mpi();

}  // namespace t2v
