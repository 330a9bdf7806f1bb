#include "training_run.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstddef>
#include <exception>
#include <iostream>
#include <utility>

#include "command/program.h"
#include "command/remark.h"
#include "embedding/divergence.h"

namespace t2v {
namespace {

ProgressStyle progress_style(const TrainRequest& request) {
  if (request.quiet) return ProgressStyle::kNone;
  return ::isatty(STDERR_FILENO) == 1 ? ProgressStyle::kTerminal : ProgressStyle::kLines;
}

std::size_t terminal_columns() {
  constexpr std::size_t kUsualColumns = 80;
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualColumns;
}

/// Rounded down: 100 % is the end.
int percent(double share) {
  return static_cast<int>(share * 100);
}

/// The command that goes on from the checkpoint.
std::string resuming_command(const TrainRequest& request) {
  std::string command = fmt::format("{} train {}", program_name(), request.corpus);
  if (!request.labels.empty()) command += " " + request.labels;
  return fmt::format("{} --resume {} --checkpoint {} -o {}", command, request.checkpoint,
                     request.checkpoint, request.output);
}

}  // namespace

TrainingRun::TrainingRun(const TrainRequest& request, const Corpus& corpus, EmbeddingModel& model,
                         const Interruption& interruption)
    : request_(request),
      corpus_(corpus),
      model_(model),
      interruption_(interruption),
      meter_(std::cerr, progress_style(request), terminal_columns()) {}

Embedding TrainingRun::run(std::optional<TrainingState> start) {
  TrainingControl control;
  if (start) {
    kept_in_ = request_.resume;
    tokens_kept_ = start->tokens_done;
  }
  control.start = std::move(start);
  control.stop_asked = [this] { return interruption_.asked(); };
  if (!request_.quiet) {
    control.progress = [this](const TrainingProgress& progress) {
      const std::scoped_lock guard(screen_);
      meter_.show(progress);
    };
  }
  if (!request_.checkpoint.empty()) {
    control.checkpoint = [this](TrainingState& state) { keep(state); };
    control.checkpoint_interval = request_.checkpoint_interval;
  }
  try {
    Embedding vectors = train(corpus_, request_.training, std::move(control));
    meter_.finish();
    return vectors;
  } catch (const TrainingStopped& stopped) {
    throw Interrupted(interruption_.signal(), interruption_line(stopped.share_done()));
  } catch (const TrainingDiverged& diverged) {
    throw TrainingDiverged(diverged.what() + last_checkpoint());
  }
}

/// Training goes on whatever becomes of its checkpoint: a disk that is full now may not be so the
/// next time.
void TrainingRun::keep(TrainingState& state) {
  model_.checkpoint->next_turn = state.next_turn;
  model_.checkpoint->tokens_done = state.tokens_done;
  model_.epochs_done = static_cast<std::uint32_t>(state.tokens_done / corpus_.tokens.size());
  std::swap(model_.vectors, state.vectors);
  const std::string trouble = save_checkpoint();
  std::swap(model_.vectors, state.vectors);
  if (trouble.empty()) {
    kept_in_ = request_.checkpoint;
    tokens_kept_ = state.tokens_done;
  } else if (trouble_.empty() && !interruption_.asked()) {
    tell_trouble(trouble);
  }
  trouble_ = trouble;
}

/// @returns what went wrong; empty: nothing
std::string TrainingRun::save_checkpoint() {
  try {
    save_embedding(model_, request_.checkpoint);
    return {};
  } catch (const std::bad_alloc&) {
    return fmt::format("cannot write {}: not enough memory", request_.checkpoint);
  } catch (const std::exception& error) {
    return error.what();
  }
}

void TrainingRun::tell_trouble(const std::string& trouble) {
  const std::scoped_lock guard(screen_);
  meter_.finish();
  remark(fmt::format("{}; training goes on{}", trouble, last_checkpoint()));
}

std::string TrainingRun::interruption_line(double share_done) const {
  const std::string line =
      fmt::format("interrupted after {}% of the training", percent(share_done));
  if (request_.checkpoint.empty()) return line + "; nothing was kept, as --checkpoint FILE does";
  if (!trouble_.empty()) return fmt::format("{}; {}{}", line, trouble_, last_checkpoint());
  return fmt::format("{}; go on with {}", line, resuming_command(request_));
}

/// The end of a line about something that went wrong.
std::string TrainingRun::last_checkpoint() const {
  if (kept_in_.empty()) return {};
  const double share = static_cast<double>(tokens_kept_) /
                       static_cast<double>(corpus_.tokens.size() * request_.training.epochs);
  return fmt::format("; {} is of {}% of the training", kept_in_, percent(share));
}

}  // namespace t2v
