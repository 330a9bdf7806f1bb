#include "formats/vector_text.h"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/model_header.h"
#include "text/error.h"
#include "text/lines.h"
#include "text/text_parts.h"

namespace t2v {
namespace {

constexpr std::size_t kMostShownBytes = 40;

bool is_separator(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_separator(text.back())) text.remove_suffix(1);
  return text;
}

/// The field at the beginning of `rest`, which loses it and the separators behind it.
std::string_view take_field(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t", end), rest.size()));
  return field;
}

/// What from_chars alone does not do: a plus sign, and numbers too small for a float, which are 0
/// or next to it.
std::optional<float> read_unusual_number(std::string_view field) {
  if (field.starts_with('+') && !field.starts_with("+-")) field.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) return std::nullopt;
  const auto number = static_cast<float>(value);
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<float> read_number(std::string_view field) {
  float value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error == std::errc() && end == field.data() + field.size() && std::isfinite(value)) {
    return value;
  }
  return read_unusual_number(field);
}

/// @returns whether `rest` is as many numbers as `values` has and nothing else
bool read_numbers(std::string_view rest, std::span<float> values) {
  const char* at = rest.data();
  const char* const end = at + rest.size();
  for (float& value : values) {
    auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc() || (next != end && !is_separator(*next)) || !std::isfinite(value)) {
      next = std::find_if(at, end, is_separator);
      const auto number = read_unusual_number({at, next});
      if (!number) return false;
      value = *number;
    }
    at = std::find_if_not(next, end, is_separator);
  }
  return at == end;
}

std::string shown(std::string_view field) {
  return field.size() > kMostShownBytes ? fmt::format("a field of {} bytes", field.size())
                                        : fmt::format("'{}'", field);
}

/// Why a line is no key with `dim` numbers.
std::string reason_against(std::string_view line, std::size_t dim) {
  if (line.empty() || is_separator(line.front())) {
    return fmt::format("no key at the beginning of the line, expected one and {} numbers", dim);
  }
  std::string_view rest = trimmed(line);
  take_field(rest);
  const std::size_t fields = count_fields(rest);
  while (!rest.empty()) {
    const std::string_view field = take_field(rest);
    if (!read_number(field)) {
      return fmt::format("{} is no finite number, expected {} of them behind the key", shown(field),
                         dim);
    }
  }
  return fmt::format("{} numbers behind the key, expected {}", fields, dim);
}

[[noreturn]] void fail(const TextFile& file, std::size_t line, std::string_view reason) {
  throw Error(fmt::format("{}:{}: {}", file.name(), line, reason));
}

/// Some lines of the file.
struct Part {
  std::string_view text;
  std::size_t first_row = 0;
  std::size_t rows = 0;
  std::string error;  ///< of the first line that is not as expected
};

/// A text of vectors on its way into memory.
class VectorText {
 public:
  VectorText(const TextFile& file, Heading heading) : file_(file) {
    for (const std::string_view text : parts_of(file)) parts_.push_back({text, 0, 0, {}});
    if (parts_.empty()) throw Error(fmt::format("{}: is empty, expected vectors", file.name()));
    if (heading == Heading::kThere) {
      take_heading();
    } else {
      find_dim();
    }
    if (dim_ < 1 || dim_ > kMaxStoredDim) {
      fail(file_, 1, fmt::format("vectors of {} numbers, expected 1 to {}", dim_, kMaxStoredDim));
    }
    count_rows();
  }

  KeyedVectors read() {
    require_room_for_rows();
    KeyedVectors read{std::vector<std::string>(rows_), Matrix(rows_, dim_)};
    tbb::parallel_for(std::size_t{0}, parts_.size(), [&](std::size_t i) {
      read_part(parts_[i], read);
      file_.release(parts_[i].text);
    });
    for (const Part& part : parts_) {
      if (!part.error.empty()) throw Error(part.error);
    }
    return read;
  }

 private:
  std::size_t line_of(std::size_t row) const { return row + 1 + (heading_ ? 1 : 0); }

  void take_heading() {
    std::string_view& first = parts_.front().text;
    const std::size_t end = std::min(first.find('\n'), first.size());
    heading_ = read_heading(first.substr(0, end));
    if (!heading_)
      fail(file_, 1, "expected two whole numbers, how many keys and the length of a vector");
    if (heading_->keys < 1) fail(file_, 1, "says 0 keys, expected at least 1");
    dim_ = heading_->dim;
    first.remove_prefix(std::min(end + 1, first.size()));
  }

  void find_dim() {
    const std::string_view first = parts_.front().text;
    const std::string_view line = first.substr(0, first.find_first_of("\r\n"));
    const std::size_t fields = count_fields(line);
    if (fields < 2) fail(file_, 1, "expected a key and at least one number");
    dim_ = fields - 1;
  }

  void count_rows() {
    tbb::parallel_for(std::size_t{0}, parts_.size(), [&](std::size_t i) {
      const std::string_view text = parts_[i].text;
      parts_[i].rows = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) +
                       (text.empty() || text.ends_with('\n') ? 0 : 1);
      file_.release(text);
    });
    for (Part& part : parts_) {
      part.first_row = rows_;
      rows_ += part.rows;
      bytes_ += part.text.size();
    }
    if (heading_ && heading_->keys != rows_) {
      fail(file_, 1, fmt::format("says {} keys, but {} lines follow", heading_->keys, rows_));
    }
  }

  /// A line takes a byte for the key and two for each number, so that where the lines have fewer,
  /// one of them lacks a number: it is looked for before memory is taken for all.
  void require_room_for_rows() const {
    if (rows_ <= (bytes_ + 1) / (2 * dim_ + 1)) return;
    std::vector<float> values(dim_);
    std::size_t row = 0;
    for (const Part& part : parts_) {
      for_each_line(part.text, [&](std::string_view line) {
        if (!read_vector_line(line, values)) fail(file_, line_of(row), reason_against(line, dim_));
        ++row;
      });
    }
  }

  void read_part(Part& part, KeyedVectors& read) const {
    std::size_t row = part.first_row;
    for_each_line(part.text, [&](std::string_view line) {
      if (!part.error.empty()) return;
      const auto key = read_vector_line(line, {read.vectors.row(row), dim_});
      if (key) {
        read.keys[row] = *key;
      } else {
        part.error =
            fmt::format("{}:{}: {}", file_.name(), line_of(row), reason_against(line, dim_));
      }
      ++row;
    });
  }

  const TextFile& file_;
  std::vector<Part> parts_;
  std::optional<VectorHeading> heading_;
  std::size_t dim_ = 0;
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;  ///< of all rows
};

}  // namespace

std::size_t count_fields(std::string_view line) {
  std::size_t fields = 0;
  for (line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); !line.empty();
       ++fields) {
    take_field(line);
  }
  return fields;
}

std::optional<VectorHeading> read_heading(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::string_view rest = trimmed(line);
  VectorHeading heading;
  for (std::uint64_t* number : {&heading.keys, &heading.dim}) {
    const std::string_view field = take_field(rest);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), *number);
    if (error != std::errc() || end != field.data() + field.size()) return std::nullopt;
  }
  if (!rest.empty()) return std::nullopt;
  return heading;
}

std::optional<std::string_view> read_vector_line(std::string_view line, std::span<float> values) {
  line = trimmed(line);
  if (line.empty() || is_separator(line.front())) return std::nullopt;
  std::string_view rest = line;
  const std::string_view key = take_field(rest);
  if (read_numbers(rest, values)) return key;
  // Perhaps the key itself holds spaces.
  const std::size_t fields = count_fields(line);
  if (fields <= values.size() + 1) return std::nullopt;
  rest = line;
  std::string_view last;
  for (std::size_t i = 0; i < fields - values.size(); ++i) last = take_field(rest);
  if (read_number(last) || !read_numbers(rest, values)) return std::nullopt;
  return line.substr(0, static_cast<std::size_t>(last.data() + last.size() - line.data()));
}

KeyedVectors read_vector_text(const TextFile& file, Heading heading) {
  KeyedVectors read = VectorText(file, heading).read();
  file.require_whole();
  return read;
}

}  // namespace t2v
