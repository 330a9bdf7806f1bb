#include "embedding/progress_reporter.h"

#include <algorithm>

namespace t2v {

ProgressReporter::ProgressReporter(const ProgressCallback& callback, std::uint64_t tokens_total,
                                   std::uint64_t tokens_before)
    : callback_(callback), start_(Clock::now()), last_(start_) {
  progress_.tokens_total = tokens_total;
  progress_.tokens_before = tokens_before;
}

void ProgressReporter::add(const TrainingLoss& loss, std::uint64_t pairs) {
  if (!callback_) return;
  const std::scoped_lock guard(mutex_);
  loss_.add(loss);
  progress_.pairs_done += pairs;
}

void ProgressReporter::report(std::uint64_t tokens_done, double rate, bool always) {
  if (!callback_) return;
  const std::unique_lock guard(mutex_, std::try_to_lock);
  const auto now = Clock::now();
  if (!guard || (!always && now - last_ < kInterval)) return;
  last_ = now;
  progress_.tokens_done = std::max(progress_.tokens_done, tokens_done);
  progress_.seconds = std::chrono::duration<double>(now - start_).count();
  progress_.learning_rate = rate;
  if (loss_.words.pairs > 0) progress_.word_loss = loss_.words.mean();
  if (loss_.labels.pairs > 0) progress_.label_loss = loss_.labels.mean();
  if (loss_.documents.pairs > 0) progress_.document_loss = loss_.documents.mean();
  loss_ = {};
  callback_(progress_);
}

}  // namespace t2v
