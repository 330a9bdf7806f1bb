#include "cnn_training_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <utility>

#include "classifier/cnn_checkpoint.h"
#include "command/program.h"
#include "command/remark.h"
#include "metrics_output.h"
#include "report/quantity.h"
#include "text/error.h"

namespace t2v {
namespace {

/// The command that goes on from the checkpoint.
std::string resuming_command(const CnnTrainRequest& request) {
  return fmt::format("{} train {} --resume {} --checkpoint {} -o {}", program_name(),
                     request.input.typed(), request.checkpoint, request.checkpoint, request.output);
}

}  // namespace

CnnTrainingRun::CnnTrainingRun(const CnnTrainRequest& request, const CnnCorpus& corpus,
                               CnnModel& model, std::string labels_sha256,
                               const Interruption& interruption)
    : request_(request),
      corpus_(corpus),
      model_(model),
      labels_sha256_(std::move(labels_sha256)),
      interruption_(interruption),
      checkpoints_(request.checkpoint, interruption, [this](const std::string& note) {
        const std::scoped_lock guard(screen_);
        if (is_line_open_) std::cerr << '\n';
        is_line_open_ = false;
        remark(note);
      }) {}

CnnTrainingResult CnnTrainingRun::run(std::optional<CnnTrainingState> start) {
  CnnTrainingControl control;
  if (start) checkpoints_.went_on_from(request_.resume, start->share_done);
  control.start = std::move(start);
  control.stop_asked = [this] { return interruption_.asked(); };
  if (!request_.quiet) {
    control.progress = [this](const CnnProgress& progress) { show(progress); };
  }
  if (!request_.checkpoint.empty()) {
    control.checkpoint = [this](const CnnTrainingState& state) { keep(state); };
    control.checkpoint_interval = request_.checkpoint_interval;
  }
  try {
    return train_cnn(std::move(model_.network), corpus_, model_.multi_label, request_.training,
                     std::move(control));
  } catch (const TrainingStopped& stopped) {
    if (is_line_open_) std::cerr << '\n';
    throw Interrupted(
        interruption_.signal(),
        checkpoints_.interruption_line(stopped.share_done(), resuming_command(request_)));
  } catch (const Error& error) {
    if (is_line_open_) std::cerr << '\n';
    throw Error(error.what() + checkpoints_.last_checkpoint());
  }
}

/// A line an epoch, and between them one that is redrawn on a terminal.
void CnnTrainingRun::show(const CnnProgress& progress) {
  const std::scoped_lock guard(screen_);
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const std::string line = fmt::format(
      "epoch {}/{} {:3.0f}%  {} documents/s  loss {:.4f}", progress.epoch, progress.epochs,
      100.0 * static_cast<double>(progress.documents) / static_cast<double>(progress.of_documents),
      short_number(progress.documents_per_second), progress.loss);
  if (terminal) std::cerr << "\r\033[K" << line << std::flush;
  is_line_open_ = terminal;
  if (progress.held_out == nullptr) return;
  if (!terminal) std::cerr << line;
  if (progress.held_out->documents > 0) {
    std::cerr << "  held out: " << metrics_summary(*progress.held_out, model_.multi_label)
              << (progress.best ? "" : " (no better)");
  }
  std::cerr << "  " << short_duration(progress.seconds) << '\n';
  is_line_open_ = false;
}

void CnnTrainingRun::keep(const CnnTrainingState& state) {
  checkpoints_.keep(state.share_done, [&] {
    save_cnn_checkpoint(model_, state, labels_sha256_, request_.checkpoint);
  });
}

}  // namespace t2v
