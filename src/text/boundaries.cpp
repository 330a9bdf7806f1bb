#include "text/boundaries.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <cstdint>
#include <limits>
#include <new>
#include <stdexcept>

#include "text/error.h"

namespace t2v {

namespace {

/// ICU counts bytes in 32 bits.
constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();

void require(UErrorCode status) {
  if (U_FAILURE(status)) {
    throw std::runtime_error(fmt::format("ICU cannot find boundaries: {}", u_errorName(status)));
  }
}

std::unique_ptr<icu::BreakIterator> make_iterator(Boundaries::Kind kind) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale& locale = icu::Locale::getRoot();
  std::unique_ptr<icu::BreakIterator> iterator(
      kind == Boundaries::Kind::kWords
          ? icu::BreakIterator::createWordInstance(locale, status)
          : icu::BreakIterator::createCharacterInstance(locale, status));
  require(status);
  return iterator;
}

/// One that is never used itself, only copied. ICU keeps what all iterators share and makes it when
/// the first one is made; here that is done once, as the thread sanitizer does not see how ICU
/// guards it.
const icu::BreakIterator& original(Boundaries::Kind kind) {
  if (kind == Boundaries::Kind::kWords) {
    static const std::unique_ptr<icu::BreakIterator> words = make_iterator(kind);
    return *words;
  }
  static const std::unique_ptr<icu::BreakIterator> clusters = make_iterator(kind);
  return *clusters;
}

std::unique_ptr<icu::BreakIterator> copied(const icu::BreakIterator& iterator) {
  std::unique_ptr<icu::BreakIterator> copy(iterator.clone());
  if (copy == nullptr) throw std::bad_alloc();
  return copy;
}

}  // namespace

Boundaries::Boundaries(Kind kind) : iterators_([kind] { return copied(original(kind)); }) {}

void Boundaries::for_each_segment(std::string_view line,
                                  const std::function<void(std::string_view)>& visit) const {
  if (line.size() > kMostBytes) {
    throw Error(fmt::format("a line of {} bytes, expected less than 2 GiB", line.size()));
  }
  icu::BreakIterator& iterator = *iterators_.local();
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, line.data(), static_cast<std::int64_t>(line.size()), &status);
  iterator.setText(&text, status);
  utext_close(&text);  // the iterator has made a shallow copy
  require(status);
  std::int32_t begin = iterator.first();
  for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    visit(line.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    begin = end;
  }
}

}  // namespace t2v
