#pragma once

#include <functional>

#include "distributed/communicator.h"

namespace t2v::testing {

/// Calls work() in as many threads at once, which are connected as the processes of a run are.
/// Where one fails all that wait for it fail as well, and what it threw comes out.
void in_ranks(unsigned ranks, const std::function<void(Communicator&)>& work);

}  // namespace t2v::testing
