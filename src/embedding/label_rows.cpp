#include "embedding/label_rows.h"

#include <algorithm>

#include "embedding/label_averaging.h"
#include "embedding/relaxation.h"

namespace t2v {

WorkerLabelRows::WorkerLabelRows(SharedRows& shared)
    : shared_(shared), copy_of_label_(shared.rows(), kNone) {}

float* WorkerLabelRows::row(std::uint32_t label) {
  const std::uint32_t known = copy_of_label_[label];
  if (known != kNone) return copies_[known].rows.row(0);
  if (used_ == copies_.size()) copies_.push_back({0, 0, 0, Matrix(2, shared_.dim())});
  copy_of_label_[label] = static_cast<std::uint32_t>(used_);
  Copy& copy = copies_[used_++];
  copy.label = label;
  copy.steps = 0;
  copy.seen = shared_.read(label, copy.rows.row(0));
  std::copy_n(copy.rows.row(0), copy.rows.stride(), copy.rows.row(1));
  return copy.rows.row(0);
}

void WorkerLabelRows::add_steps(std::uint32_t label, float steps) {
  copies_[copy_of_label_[label]].steps += steps;
}

void WorkerLabelRows::merge(unsigned averaged) {
  for (std::size_t i = 0; i < used_; ++i) {
    Copy& copy = copies_[i];
    const double relaxed = kLabelRelaxation * static_cast<double>(copy.steps);
    shared_.merge(copy.label, copy.rows.row(1), copy.rows.row(0), copy.seen,
                  share_of_sum(averaged, relaxed));
    copy_of_label_[copy.label] = kNone;
  }
  used_ = 0;
}

}  // namespace t2v
