#include "training_run.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
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

/// The command that goes on from the checkpoint.
std::string resuming_command(const TrainRequest& request) {
  return fmt::format("{} train {} --resume {} --checkpoint {} -o {}", program_name(),
                     request.input.typed(), request.checkpoint, request.checkpoint, request.output);
}

}  // namespace

TrainingRun::TrainingRun(const TrainRequest& request, const Corpus& corpus, EmbeddingModel& model,
                         const Interruption& interruption)
    : request_(request),
      corpus_(corpus),
      model_(model),
      interruption_(interruption),
      meter_(std::cerr, progress_style(request), terminal_columns()),
      checkpoints_(request.checkpoint, interruption, [this](const std::string& note) {
        const std::scoped_lock guard(screen_);
        meter_.finish();
        remark(note);
      }) {}

Embedding TrainingRun::run(std::optional<TrainingState> start) {
  TrainingControl control;
  if (start) checkpoints_.went_on_from(request_.resume, share_of(*start));
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
    throw Interrupted(
        interruption_.signal(),
        checkpoints_.interruption_line(stopped.share_done(), resuming_command(request_)));
  } catch (const TrainingDiverged& diverged) {
    throw TrainingDiverged(diverged.what() + checkpoints_.last_checkpoint());
  }
}

void TrainingRun::keep(TrainingState& state) {
  model_.checkpoint->next_turn = state.next_turn;
  model_.checkpoint->tokens_done = state.tokens_done;
  model_.epochs_done = static_cast<std::uint32_t>(state.tokens_done / corpus_.tokens.size());
  std::swap(model_.vectors, state.vectors);
  checkpoints_.keep(share_of(state), [&] { save_embedding(model_, request_.checkpoint); });
  std::swap(model_.vectors, state.vectors);
}

double TrainingRun::share_of(const TrainingState& state) const {
  return static_cast<double>(state.tokens_done) /
         static_cast<double>(corpus_.tokens.size() * request_.training.epochs);
}

}  // namespace t2v
