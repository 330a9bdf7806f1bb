#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace t2v {

struct ScoredRow {
  std::uint32_t row = 0;
  float score = 0;
};

/// The order of answers: best first, equals by row number.
inline bool better(const ScoredRow& a, const ScoredRow& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

/// The best rows seen so far, the worst of them at the front of a heap.
class BestRows {
 public:
  explicit BestRows(std::size_t most) : most_(most) {}

  /// What a score must be at least to matter.
  float least() const {
    if (heap_.size() < most_) return -std::numeric_limits<float>::infinity();
    return most_ == 0 ? std::numeric_limits<float>::infinity() : heap_.front().score;
  }

  void add(const ScoredRow& row) {
    if (heap_.size() == most_) {
      if (most_ == 0 || !better(row, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.pop_back();
    }
    heap_.push_back(row);
    std::push_heap(heap_.begin(), heap_.end(), better);
  }

  void add_all(const BestRows& other) {
    for (const ScoredRow& row : other.heap_) add(row);
  }

  std::vector<ScoredRow> sorted() && {
    std::sort_heap(heap_.begin(), heap_.end(), better);
    return std::move(heap_);
  }

 private:
  std::size_t most_;
  std::vector<ScoredRow> heap_;
};

}  // namespace t2v
