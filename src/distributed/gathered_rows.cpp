#include "distributed/gathered_rows.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "distributed/byte_record.h"

namespace t2v {
namespace {

/// Of a message, so that neither side holds all rows twice.
constexpr std::size_t kMostMessageBytes = 16 << 20;

/// Calls visit(first, count) for ranges of places that fit in a message each, in order.
template <typename Visit>
void for_each_message(std::span<const DocumentRange> places, std::size_t row_bytes, Visit&& visit) {
  const std::uint64_t most = std::max<std::uint64_t>(kMostMessageBytes / row_bytes, 1);
  for (const auto [first, count] : places) {
    for (std::uint64_t done = 0; done < count; done += most) {
      visit(first + done, std::min(most, count - done));
    }
  }
}

std::string record_of(std::span<const DocumentRange> places) {
  std::vector<std::uint64_t> numbers;
  for (const auto [first, count] : places) numbers.insert(numbers.end(), {first, count});
  RecordWriter record;
  record.array<std::uint64_t>(numbers);
  return record.take();
}

std::vector<DocumentRange> places_of(std::string_view bytes) {
  RecordReader record(bytes);
  const std::vector<std::uint64_t> numbers = record.array<std::uint64_t>();
  std::vector<DocumentRange> places;
  for (std::size_t i = 0; i < numbers.size(); i += 2)
    places.push_back({numbers[i], numbers[i + 1]});
  return places;
}

void send_rows(const Matrix& rows, std::span<const DocumentRange> places,
               Communicator& communicator) {
  const std::size_t row_bytes = rows.stride() * sizeof(float);
  communicator.send(record_of(places), 0);
  std::size_t row = 0;
  for_each_message(places, row_bytes, [&](std::uint64_t, std::uint64_t count) {
    communicator.send({reinterpret_cast<const char*>(rows.row(row)), count * row_bytes}, 0);
    row += count;
  });
}

}  // namespace

Matrix gather_rows(const Matrix& rows, std::span<const DocumentRange> places,
                   Communicator& communicator) {
  std::uint64_t total = rows.rows();
  communicator.sum({&total, 1});
  if (communicator.rank() > 0) {
    send_rows(rows, places, communicator);
    return {};
  }
  Matrix all(total, rows.dim());
  const std::size_t row_bytes = rows.stride() * sizeof(float);
  std::size_t row = 0;
  for (const auto [first, count] : places) {
    if (count > 0) std::memcpy(all.row(first), rows.row(row), count * row_bytes);
    row += count;
  }
  for (unsigned other = 1; other < communicator.ranks(); ++other) {
    const std::vector<DocumentRange> theirs = places_of(communicator.receive(other));
    for_each_message(theirs, row_bytes, [&](std::uint64_t first, std::uint64_t count) {
      std::memcpy(all.row(first), communicator.receive(other).data(), count * row_bytes);
    });
  }
  return all;
}

}  // namespace t2v
