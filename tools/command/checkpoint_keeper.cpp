#include "command/checkpoint_keeper.h"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <utility>

namespace t2v {
namespace {

/// Rounded down: 100 % is the end.
int percent(double share) {
  return static_cast<int>(share * 100);
}

/// What goes wrong; empty: nothing.
std::string trouble_of(const std::string& file, const std::function<void()>& save) {
  try {
    save();
    return {};
  } catch (const std::bad_alloc&) {
    return fmt::format("cannot write {}: not enough memory", file);
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

CheckpointKeeper::CheckpointKeeper(std::string file, const Interruption& interruption,
                                   std::function<void(const std::string& note)> tell)
    : file_(std::move(file)), interruption_(interruption), tell_(std::move(tell)) {}

void CheckpointKeeper::went_on_from(const std::string& file, double share) {
  kept_in_ = file;
  share_kept_ = share;
}

void CheckpointKeeper::keep(double share, const std::function<void()>& save) {
  const std::string trouble = trouble_of(file_, save);
  if (trouble.empty()) {
    kept_in_ = file_;
    share_kept_ = share;
  } else if (trouble_.empty() && !interruption_.asked()) {
    tell_(fmt::format("{}; training goes on{}", trouble, last_checkpoint()));
  }
  trouble_ = trouble;
}

std::string CheckpointKeeper::interruption_line(double share_done,
                                                const std::string& resuming_command) const {
  const std::string line =
      fmt::format("interrupted after {}% of the training", percent(share_done));
  if (file_.empty()) return line + "; nothing was kept, as --checkpoint FILE does";
  if (!trouble_.empty()) return fmt::format("{}; {}{}", line, trouble_, last_checkpoint());
  return fmt::format("{}; go on with {}", line, resuming_command);
}

std::string CheckpointKeeper::last_checkpoint() const {
  if (kept_in_.empty()) return {};
  return fmt::format("; {} is of {}% of the training", kept_in_, percent(share_kept_));
}

}  // namespace t2v
