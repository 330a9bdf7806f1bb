#include "model/key_index.h"

#include <algorithm>
#include <numeric>

namespace t2v {

void write_key_index(Hdf5Writer& file, const StringColumn& keys) {
  std::string text;
  std::vector<std::uint64_t> offsets{0};
  offsets.reserve(keys.rows() + 1);
  for (std::size_t id = 0; id < keys.rows(); ++id) {
    text += keys[id];
    offsets.push_back(text.size());
  }
  std::vector<std::uint32_t> order(keys.rows());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t id) { return keys[id]; });
  file.write_bytes("/words/text", text);
  file.write_counts("/words/text_offset", offsets);
  file.write_counts32("/words/order", order);
}

void require_key_index(const StringColumn& keys, std::string_view text,
                       const std::vector<std::uint64_t>& offsets,
                       const std::vector<std::uint32_t>& order, const Hdf5Reader& file) {
  bool same = offsets.size() == keys.rows() + 1 && offsets.front() == 0;
  for (std::size_t id = 0; same && id < keys.rows(); ++id) {
    const std::string_view key = keys[id];
    same = offsets[id + 1] == offsets[id] + key.size() && offsets[id + 1] <= text.size() &&
           text.substr(offsets[id], key.size()) == key;
  }
  if (!same || offsets.back() != text.size()) {
    file.fail("/words/text", "holds other keys than /words/key");
  }
  // Rising keys that are all there cannot leave one out, as they are all different.
  bool ordered = order.size() == keys.rows();
  for (std::size_t place = 0; ordered && place < order.size(); ++place) {
    ordered =
        order[place] < keys.rows() && (place == 0 || keys[order[place - 1]] < keys[order[place]]);
  }
  if (!ordered) file.fail("/words/order", "is not the order of the keys");
}

}  // namespace t2v
