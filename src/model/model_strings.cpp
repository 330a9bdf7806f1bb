#include "model/model_strings.h"

#include <fmt/format.h>

#include <bit>
#include <cstddef>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "model/stored_vectors.h"
#include "text/checksum.h"
#include "text/error.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little,
              "checksums are over little-endian numbers as they lie in memory");

void append(std::string& bytes, std::uint64_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append(std::string& bytes, std::string_view text) {
  append(bytes, text.size());
  bytes.append(text);
}

void append(std::string& bytes, const StringColumn& keys,
            const std::vector<std::uint64_t>& counts) {
  append(bytes, keys.rows());
  for (std::size_t row = 0; row < keys.rows(); ++row) {
    append(bytes, keys[row]);
    append(bytes, counts[row]);
  }
}

/// Options are numbers, texts and short lists of them. What is nested deeper was not written by us;
/// to write it out again would take a stack as deep.
bool is_json_object(const std::string& text) {
  constexpr int kDeepest = 4;
  bool too_deep = false;
  const auto watch = [&](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
    too_deep |= depth > kDeepest;
    return !too_deep;
  };
  const auto parsed = nlohmann::json::parse(text, watch, /*allow_exceptions=*/false);
  return parsed.is_object() && !too_deep;
}

void write_keys(Hdf5Writer& file, const std::string& group, const StringColumn& keys,
                const std::vector<std::uint64_t>& counts) {
  file.create_group(group);
  file.write_strings(group + "/key", keys);
  file.write_counts(group + "/count", counts);
}

/// Runs `make` and names `object` of the file in its Error.
template <typename Make>
auto restored(const Hdf5Reader& file, const std::string& object, Make make) {
  try {
    return make();
  } catch (const Error& error) {
    file.fail(object, error.what());
  }
}

}  // namespace

std::string strings_sha256(const StoredStrings& strings) {
  std::string bytes;
  append(bytes, strings.word_keys, strings.word_counts);
  append(bytes, strings.label_keys, strings.label_counts);
  append(bytes, std::string_view(strings.tokenizer_name));
  append(bytes, std::string_view(strings.tokenizer_model));
  append(bytes, std::string_view(strings.options_json));
  append(bytes, std::string_view(strings.corpus_sha256));
  append(bytes, strings.seed);
  append(bytes, strings.epochs_done);
  return sha256_hex(bytes);
}

void require_whole_strings(const Vocabulary& words, const Tokenizer* tokenizer,
                           const std::string& options_json) {
  if (words.empty()) throw std::invalid_argument("a model without words");
  if (tokenizer == nullptr) throw std::invalid_argument("a model without tokenizer");
  if (!is_json_object(options_json)) {
    throw std::invalid_argument("options_json is no JSON object");
  }
}

void write_strings(Hdf5Writer& file, const StoredStrings& strings) {
  file.write_attribute("options", strings.options_json);
  file.write_attribute("corpus_sha256", strings.corpus_sha256);
  file.write_attribute("seed", strings.seed);
  file.write_attribute("epochs_done", static_cast<std::uint32_t>(strings.epochs_done));
  file.write_attribute("strings_sha256", strings.sha256);
  write_keys(file, "/words", strings.word_keys, strings.word_counts);
  write_keys(file, "/labels", strings.label_keys, strings.label_counts);
  file.create_group("/tokenizer");
  file.write_text("/tokenizer/name", strings.tokenizer_name);
  file.write_bytes("/tokenizer/model", strings.tokenizer_model);
}

StoredStrings read_strings(const Hdf5Reader& file) {
  StoredStrings stored{.word_keys = file.read_strings("/words/key", kMaxKeyBytes),
                       .word_counts = file.read_counts("/words/count"),
                       .label_keys = file.read_strings("/labels/key", kMaxKeyBytes),
                       .label_counts = file.read_counts("/labels/count"),
                       .tokenizer_name = file.read_text("/tokenizer/name"),
                       .tokenizer_model = file.read_bytes("/tokenizer/model"),
                       .options_json = file.read_text_attribute("options"),
                       .corpus_sha256 = file.read_text_attribute("corpus_sha256"),
                       .seed = file.read_number_attribute("seed"),
                       .epochs_done = file.read_number_attribute("epochs_done"),
                       .sha256 = file.read_text_attribute("strings_sha256")};
  require_rows(file, "/words/key", stored.word_keys.rows(),
               {stored.word_counts.size(), "the counts have"});
  require_rows(file, "/labels/key", stored.label_keys.rows(),
               {stored.label_counts.size(), "the counts have"});
  if (stored.word_counts.empty()) file.fail("/words", "holds no words");
  if (!is_json_object(stored.options_json)) file.fail("options", "a JSON object was expected");
  if (stored.epochs_done > std::numeric_limits<std::uint32_t>::max()) {
    file.fail("epochs_done", "is out of range");
  }
  return stored;
}

ModelStrings restore_strings(const Hdf5Reader& file, const StoredStrings& stored) {
  ModelStrings strings;
  strings.words = restored(file, "/words/key",
                           [&] { return vocabulary_of(stored.word_keys, stored.word_counts); });
  strings.labels = restored(file, "/labels/key",
                            [&] { return vocabulary_of(stored.label_keys, stored.label_counts); });
  strings.options_json = stored.options_json;
  strings.corpus_sha256 = stored.corpus_sha256;
  strings.seed = stored.seed;
  strings.epochs_done = static_cast<std::uint32_t>(stored.epochs_done);
  if (strings_sha256(stored) != stored.sha256) {
    file.fail("strings_sha256", "does not hold: words, labels, tokenizer or options were changed");
  }
  strings.tokenizer = restored(file, "/tokenizer", [&] {
    return restore_tokenizer(stored.tokenizer_name, stored.tokenizer_model);
  });
  return strings;
}

}  // namespace t2v
