#pragma once

#include <string>
#include <vector>

namespace t2v {

/// `t2v eval labels`; throws as a command.
void run_eval_labels(const std::vector<std::string>& arguments);

}  // namespace t2v
