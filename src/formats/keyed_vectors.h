#pragma once

#include <string>
#include <vector>

#include "embedding/matrix.h"

namespace t2v {

/// Keys with a vector each, as they stand in a file of another program: any bytes, perhaps twice.
struct KeyedVectors {
  std::vector<std::string> keys;
  Matrix vectors;  ///< [keys, dim], all finite
};

}  // namespace t2v
