#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/stored_array.h"
#include "text/vocabulary.h"

namespace t2v {

/// Keys as a model file holds them beside the fixed-length ones, so that a query need not read all.
struct StoredKeys {
  std::string group;                  ///< for messages: "FILE: /words"
  StoredArray<char> text;             ///< all keys end to end, in the order of ids
  StoredArray<std::uint64_t> offset;  ///< [keys + 1] where in `text` each begins
  StoredArray<std::uint32_t> order;   ///< [keys] ids in the order of the keys' bytes
  StoredArray<std::uint64_t> count;   ///< [keys]
};

/// Words by their ids: those of a vocabulary in memory, or stored ones, of which only what is asked
/// for is looked at. A view, cheap to copy. From many threads at once.
class KeyList {
 public:
  /// A view of `vocabulary`, which must outlive it.
  KeyList(const Vocabulary& vocabulary);  // NOLINT(google-explicit-constructor): a view
  explicit KeyList(StoredKeys stored);

  // Of stored keys all @throw Error where what they read is damaged.
  std::uint32_t size() const { return size_; }
  std::string_view key(std::uint32_t id) const;
  std::uint64_t count(std::uint32_t id) const;
  std::optional<std::uint32_t> id(std::string_view key) const;

  /// All of them, for what needs all: a copy unless they are in memory.
  Vocabulary vocabulary() const;

 private:
  [[noreturn]] void fail(std::string_view array) const;

  const Vocabulary* vocabulary_ = nullptr;
  StoredKeys stored_;
  std::uint32_t size_;
};

}  // namespace t2v
