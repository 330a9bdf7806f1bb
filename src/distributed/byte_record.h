#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace t2v {

// Numbers and texts end to end, as they go from rank to rank; all ranks run on machines with the
// same order of bytes.

class RecordWriter {
 public:
  template <typename Number>
  void number(Number value) {
    static_assert(std::is_arithmetic_v<Number>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view value) {
    number<std::uint64_t>(value.size());
    bytes_ += value;
  }
  template <typename Number>
  void array(std::span<const Number> values) {
    static_assert(std::is_arithmetic_v<Number>);
    text({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what a RecordWriter wrote, in the same order.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : rest_(bytes) {}

  bool at_end() const { return rest_.empty(); }
  template <typename Number>
  Number number() {
    Number value{};
    std::memcpy(&value, cut(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text() { return cut(number<std::uint64_t>()); }
  template <typename Number>
  std::vector<Number> array() {
    const std::string_view bytes = text();
    std::vector<Number> values(bytes.size() / sizeof(Number));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }

 private:
  std::string_view cut(std::uint64_t size) {
    if (size > rest_.size()) throw std::invalid_argument("a record of another rank is too short");
    const std::string_view part = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return part;
  }

  std::string_view rest_;
};

}  // namespace t2v
