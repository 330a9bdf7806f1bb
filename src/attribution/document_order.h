#pragma once

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace t2v {

/// Documents whose results are held at a time: enough to keep all cores busy.
inline constexpr std::size_t kDocumentsAtATime = 4096;

/// Calls make(document) for the documents 0 to `documents` - 1 in parallel, and take(document,
/// result) one by one in their order. What take() sums up therefore does not depend on the number
/// of threads, to the last bit.
template <typename Make, typename Take>
void for_each_document(std::size_t documents, const Make& make, Take&& take) {
  std::vector<std::invoke_result_t<Make, std::size_t>> results;
  for (std::size_t begin = 0; begin < documents; begin += kDocumentsAtATime) {
    results.resize(std::min(kDocumentsAtATime, documents - begin));
    tbb::parallel_for(std::size_t{0}, results.size(),
                      [&](std::size_t i) { results[i] = make(begin + i); });
    for (std::size_t i = 0; i < results.size(); ++i) take(begin + i, results[i]);
  }
}

}  // namespace t2v
