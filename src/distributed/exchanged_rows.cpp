#include "distributed/exchanged_rows.h"

#include <cstdint>

#include "embedding/moving_rows.h"

namespace t2v {

ExchangedRows::ExchangedRows(Matrix& trained, const std::vector<float>& pairs, SharedRows* shared)
    : rows(trained),
      pairs_per_token(pairs),
      locked(shared),
      base(trained),
      turns(trained.rows()),
      sample_(sample_by_weight(pairs)) {}

void ExchangedRows::read(std::size_t index, float* copy) const {
  if (locked != nullptr) {
    locked->read(static_cast<std::uint32_t>(index), copy);
  } else {
    copy_moving_row(rows.row(index), rows.stride(), copy);
  }
}

void ExchangedRows::move(std::size_t index, const float* from, const float* to) const {
  if (locked != nullptr) {
    locked->move(static_cast<std::uint32_t>(index), from, to);
  } else {
    move_row(rows.row(index), from, to, rows.stride());
  }
}

bool ExchangedRows::has_moved(std::size_t index, float* scratch) const {
  if (locked == nullptr) return t2v::has_moved(rows.row(index), base.row(index), rows.stride());
  read(index, scratch);
  return t2v::has_moved(scratch, base.row(index), rows.stride());
}

RowMoments ExchangedRows::moments() const {
  Matrix copies(sample_.size(), rows.dim());
  for (std::size_t i = 0; i < sample_.size(); ++i) read(sample_[i], copies.row(i));
  return RowMoments(copies);
}

}  // namespace t2v
