#include "embedding/checkpointing.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "embedding/divergence.h"

namespace t2v {
namespace {

void copy_rows(const Matrix& from, Matrix& to) {
  using Rows = oneapi::tbb::blocked_range<std::size_t>;
  constexpr std::size_t kRowsAtATime = 1024;
  oneapi::tbb::parallel_for(Rows(0, from.rows(), kRowsAtATime), [&](const Rows& rows) {
    std::copy_n(from.row(rows.begin()), rows.size() * from.stride(), to.row(rows.begin()));
  });
}

/// All but those of documents.
void copy_vectors(const Embedding& from, Embedding& to) {
  copy_rows(from.word_input, to.word_input);
  copy_rows(from.word_output, to.word_output);
  copy_rows(from.label_input, to.label_input);
}

}  // namespace

CheckpointClock::CheckpointClock(const CheckpointInterval& interval, std::uint64_t tokens_total,
                                 std::uint64_t tokens_done, TimePoint now)
    : seconds_(interval.seconds), tokens_(interval.share * static_cast<double>(tokens_total)) {
  restart(tokens_done, now);
}

bool CheckpointClock::is_due(std::uint64_t tokens_done, TimePoint now) const {
  if (tokens_ > 0 && static_cast<double>(tokens_done) >= next_tokens_) return true;
  return seconds_.count() > 0 && now >= next_time_;
}

void CheckpointClock::restart(std::uint64_t tokens_done, TimePoint now) {
  next_time_ = now + std::chrono::duration_cast<TimePoint::duration>(seconds_);
  if (tokens_ > 0) {
    next_tokens_ = (std::floor(static_cast<double>(tokens_done) / tokens_) + 1) * tokens_;
  }
}

CheckpointWriter::CheckpointWriter(const CheckpointSink& sink, const Embedding& like)
    : sink_(sink) {
  if (sink_) copy_.vectors = like;
}

bool CheckpointWriter::is_busy() const {
  return writing_.valid() &&
         writing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
}

void CheckpointWriter::write(const Embedding& vectors, TrainingState place) {
  wait();
  copy_vectors(vectors, copy_.vectors);
  if (place.vectors.document_input.rows() > 0) {
    copy_.vectors.document_input = std::move(place.vectors.document_input);
  } else {
    copy_rows(vectors.document_input, copy_.vectors.document_input);
  }
  copy_.next_turn = place.next_turn;
  copy_.tokens_done = place.tokens_done;
  copy_.turns_of_ranks = std::move(place.turns_of_ranks);
  writing_ = std::async(std::launch::async, [this] {
    require_converging(copy_.vectors);
    sink_(copy_);
  });
}

void CheckpointWriter::wait() {
  if (writing_.valid()) writing_.get();
}

}  // namespace t2v
