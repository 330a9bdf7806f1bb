#pragma once

#include <span>

#include "distributed/communicator.h"
#include "embedding/matrix.h"
#include "text/corpus.h"

namespace t2v {

/// The rows that the ranks have of their own, put together in rank 0; no rows in the others. All
/// ranks call it. @param places where `rows` stand among all, range by range, one row a document;
///   those of all ranks together cover every row once
Matrix gather_rows(const Matrix& rows, std::span<const DocumentRange> places,
                   Communicator& communicator);

}  // namespace t2v
