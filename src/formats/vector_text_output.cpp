#include "formats/vector_text_output.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

namespace t2v {
namespace {

constexpr std::size_t kRowsPerBlock = 128;
constexpr std::size_t kBlocksAtOnce = 64;

}  // namespace

void TextOutput::append(std::string_view text) {
  file_.write_at(file_.size(), std::as_bytes(std::span(text)));
}

void TextOutput::append_rows(std::size_t rows,
                             const std::function<void(std::size_t row, std::string& text)>& write) {
  std::vector<std::string> blocks(kBlocksAtOnce);
  for (std::size_t begin = 0; begin < rows; begin += kBlocksAtOnce * kRowsPerBlock) {
    tbb::parallel_for(std::size_t{0}, blocks.size(), [&](std::size_t block) {
      blocks[block].clear();
      const std::size_t first = begin + block * kRowsPerBlock;
      const std::size_t end = std::min(rows, first + kRowsPerBlock);
      for (std::size_t row = first; row < end; ++row) write(row, blocks[block]);
    });
    for (const std::string& block : blocks) append(block);
  }
}

void append_number(std::string& text, float value) {
  std::array<char, 32> digits{};  // a float takes at most 15
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text.append(digits.data(), written.ptr);
}

}  // namespace t2v
