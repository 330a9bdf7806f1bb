#pragma once

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <unicode/brkiter.h>

#include <functional>
#include <memory>
#include <string_view>

namespace t2v {

/// Cuts text at the boundaries of Unicode Standard Annex 29 as ICU finds them: between words (with
/// a dictionary where Chinese, Japanese, Thai and others write none) or between grapheme clusters,
/// what a reader takes for one character. May be used from many threads at once.
class Boundaries {
 public:
  enum class Kind { kWords, kGraphemeClusters };

  explicit Boundaries(Kind kind);

  /// Calls visit(segment) for the parts of `line` (valid UTF-8) in order; they make up the line.
  /// @throws Error for a line of 2 GiB or more
  void for_each_segment(std::string_view line,
                        const std::function<void(std::string_view)>& visit) const;

 private:
  /// ICU's iterators carry the state of a search, so every thread has its own.
  mutable tbb::enumerable_thread_specific<std::unique_ptr<icu::BreakIterator>> iterators_;
};

}  // namespace t2v
