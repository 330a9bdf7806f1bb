#include "training_run.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "command/program.h"
#include "command/remark.h"
#include "distributed/row_exchange.h"
#include "embedding/divergence.h"
#include "ranks.h"

namespace t2v {
namespace {

ProgressStyle progress_style(const TrainRequest& request) {
  if (request.quiet || !is_first(request.ranks)) return ProgressStyle::kNone;
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
  const std::string begin =
      request.ranks == nullptr ? "" : fmt::format("mpirun -n {} ", request.ranks->ranks());
  return fmt::format("{}{} train {} --resume {} --checkpoint {} -o {}", begin, program_name(),
                     request.input.typed(), request.checkpoint, request.checkpoint, request.output);
}

}  // namespace

TrainingRun::TrainingRun(const TrainRequest& request, const Corpus& corpus, EmbeddingModel& model,
                         const Interruption& interruption)
    : request_(request),
      corpus_(corpus),
      model_(model),
      interruption_(interruption),
      tokens_(sum_over(request.ranks, corpus.tokens.size())),
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
  std::optional<RowExchange> exchange;
  if (request_.ranks != nullptr) {
    control.peers = &exchange.emplace(*request_.ranks, request_.exchange);
  }
  if (!request_.quiet && is_first(request_.ranks)) {
    control.progress = [this](const TrainingProgress& progress) {
      const std::scoped_lock guard(screen_);
      meter_.show(progress);
    };
  }
  if (!request_.checkpoint.empty() && is_first(request_.ranks)) {
    control.checkpoint = [this](TrainingState& state) { keep(state); };
    control.checkpoint_interval = request_.checkpoint_interval;
  }
  try {
    Embedding vectors = train(corpus_, request_.training, std::move(control));
    meter_.finish();
    return vectors;
  } catch (const TrainingStopped& stopped) {
    throw Interrupted(
        interruption_.asked() ? interruption_.signal() : SIGTERM,  // another process was asked
        checkpoints_.interruption_line(stopped.share_done(), resuming_command(request_)));
  } catch (const TrainingDiverged& diverged) {
    throw TrainingDiverged(diverged.what() + checkpoints_.last_checkpoint());
  }
}

void TrainingRun::keep(TrainingState& state) {
  model_.checkpoint->next_turn = state.next_turn;
  model_.checkpoint->tokens_done = state.tokens_done;
  model_.checkpoint->turns_of_ranks = state.turns_of_ranks;
  model_.epochs_done = static_cast<std::uint32_t>(state.tokens_done / tokens_);
  std::swap(model_.vectors, state.vectors);
  checkpoints_.keep(share_of(state), [&] { save_embedding(model_, request_.checkpoint); });
  std::swap(model_.vectors, state.vectors);
}

double TrainingRun::share_of(const TrainingState& state) const {
  return static_cast<double>(state.tokens_done) /
         static_cast<double>(tokens_ * request_.training.epochs);
}

}  // namespace t2v
