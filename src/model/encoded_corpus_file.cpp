#include "model/encoded_corpus_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "model/replacement_file.h"
#include "text/checksum.h"
#include "text/error.h"
#include "text/random_access_file.h"

namespace t2v {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::string_view kMagic = "t2vcache";
constexpr std::uint64_t kFormatVersion = 2;
constexpr std::size_t kDigestBytes = 64;
constexpr std::size_t kPieceBytes = 1 << 20;  // read, written and checked at once

/// What follows kMagic.
struct Header {
  std::uint64_t format_version = kFormatVersion;
  std::uint64_t identity_bytes = 0;
  std::uint64_t name_bytes = 0;
  std::uint64_t model_bytes = 0;
  std::uint64_t words = 0;
  std::uint64_t word_bytes = 0;
  std::uint64_t documents = 0;
  std::uint64_t tokens = 0;
  std::uint64_t tokens_read = 0;
  std::uint64_t overlong_tokens = 0;
  std::uint64_t invalid_sequences = 0;
  std::uint64_t first_invalid_line = 0;
  std::uint64_t forgotten_count = 0;
};

/// Where the tokens begin.
std::uint64_t tokens_offset(const Header& header) {
  return kMagic.size() + sizeof(Header) + header.identity_bytes + header.name_bytes +
         header.model_bytes + header.words * (sizeof(std::uint64_t) + 1) + header.word_bytes +
         header.documents * sizeof(std::uint32_t);
}

/// Whether the parts that `header` tells of fill a file of `bytes`.
bool fits(const Header& header, std::uint64_t bytes) {
  // None may be larger than the file, so that the sum below cannot overflow.
  for (const std::uint64_t part :
       {header.identity_bytes, header.name_bytes, header.model_bytes, header.words,
        header.word_bytes, header.documents, header.tokens}) {
    if (part > bytes) return false;
  }
  return bytes <= std::uint64_t{1} << 56 &&
         tokens_offset(header) + header.tokens * sizeof(std::uint32_t) + kDigestBytes == bytes;
}

/// Writes parts end to end and sums them up.
class Writer {
 public:
  explicit Writer(const std::string& path) : file_(path) {}

  void add(std::span<const std::byte> bytes) {
    file_.write_at(file_.size(), bytes);
    sum_.add(bytes);
  }
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  template <typename Number>
  void add_numbers(std::span<const Number> numbers) {
    add(std::as_bytes(numbers));
  }
  void finish() {
    const std::string digest = sum_.hex();
    file_.write_at(file_.size(), std::as_bytes(std::span(digest)));
    file_.commit();
  }

 private:
  ReplacementFile file_;
  Sha256 sum_;
};

void write_words(Writer& writer, const Vocabulary& words) {
  std::vector<std::uint8_t> lengths;
  std::string keys;
  for (const Vocabulary::Entry& entry : words.entries()) {
    lengths.push_back(static_cast<std::uint8_t>(entry.key.size()));
    keys += entry.key;
  }
  writer.add_numbers<std::uint64_t>(words.counts());
  writer.add_numbers<std::uint8_t>(lengths);
  writer.add(keys);
}

void write_documents(Writer& writer, const Offsets& offsets) {
  std::vector<std::uint32_t> sizes;
  for (std::size_t document = 0; document + 1 < offsets.size(); ++document) {
    sizes.push_back(static_cast<std::uint32_t>(offsets[document + 1] - offsets[document]));
    if (sizes.size() < kPieceBytes / sizeof(std::uint32_t)) continue;
    writer.add_numbers<std::uint32_t>(sizes);
    sizes.clear();
  }
  writer.add_numbers<std::uint32_t>(sizes);
}

void write_tokens(Writer& writer, const TokenStore& tokens) {
  constexpr std::uint64_t kTokensAtATime = kPieceBytes / sizeof(std::uint32_t);
  std::vector<std::uint32_t> buffer;
  for (std::uint64_t begin = 0; begin < tokens.size(); begin += kTokensAtATime) {
    const std::uint64_t end = std::min(begin + kTokensAtATime, tokens.size());
    writer.add_numbers<std::uint32_t>(tokens.read(begin, end, buffer));
  }
}

/// Reads parts end to end.
class Reader {
 public:
  Reader(const RandomAccessFile& file, std::uint64_t offset) : file_(file), offset_(offset) {}

  template <typename Number>
  std::vector<Number> numbers(std::uint64_t count) {
    std::vector<Number> read(count);
    get(std::as_writable_bytes(std::span(read)));
    return read;
  }
  std::string text(std::uint64_t bytes) {
    std::string read(bytes, '\0');
    get(std::as_writable_bytes(std::span(read)));
    return read;
  }
  void get(std::span<std::byte> bytes) {
    file_.read_at(offset_, bytes);
    offset_ += bytes.size();
  }

 private:
  const RandomAccessFile& file_;
  std::uint64_t offset_;
};

/// @throws Error for words that cannot be
Vocabulary read_words(Reader& reader, const Header& header) {
  const auto counts = reader.numbers<std::uint64_t>(header.words);
  const auto lengths = reader.numbers<std::uint8_t>(header.words);
  const std::string keys = reader.text(header.word_bytes);
  std::vector<Vocabulary::Entry> entries;
  std::size_t begin = 0;
  for (std::size_t word = 0; word < counts.size(); ++word) {
    if (lengths[word] > keys.size() - begin) throw Error("words are missing");
    entries.push_back({keys.substr(begin, lengths[word]), counts[word]});
    begin += lengths[word];
  }
  return Vocabulary::from_ordered(std::move(entries));
}

/// @throws Error where the documents do not hold `tokens`
Offsets read_documents(Reader& reader, const Header& header) {
  Offsets offsets;
  offsets.reserve(header.documents + 1);
  offsets.push_back(0);
  std::uint64_t end = 0;
  for (std::uint64_t left = header.documents; left > 0;) {
    const std::uint64_t count = std::min<std::uint64_t>(left, kPieceBytes / sizeof(std::uint32_t));
    for (const std::uint32_t size : reader.numbers<std::uint32_t>(count)) {
      offsets.push_back(end += size);
    }
    left -= count;
  }
  if (end != header.tokens) throw Error("tokens are missing");
  return offsets;
}

/// @throws Error for an id that is of no word
void require_words(const TokenStore& tokens, std::uint32_t words) {
  constexpr std::uint64_t kTokensAtATime = kPieceBytes / sizeof(std::uint32_t);
  std::vector<std::uint32_t> buffer;
  for (std::uint64_t begin = 0; begin < tokens.size(); begin += kTokensAtATime) {
    const std::uint64_t end = std::min(begin + kTokensAtATime, tokens.size());
    const auto ids = tokens.read(begin, end, buffer);
    if (std::ranges::max(ids) >= words) throw Error("a token is no word");
  }
}

CachedCorpus why_not(std::string reason) {
  return {std::nullopt, std::move(reason)};
}

/// The parts behind `identity`.
EncodedCorpus read_parts(Reader& reader, const Header& header,
                         std::shared_ptr<const RandomAccessFile> file) {
  EncodedCorpus encoded;
  const std::string name = reader.text(header.name_bytes);
  encoded.tokenizer = restore_tokenizer(name, reader.text(header.model_bytes));
  Corpus& corpus = encoded.corpus;
  corpus.words = read_words(reader, header);
  corpus.document_offsets = read_documents(reader, header);
  corpus.tokens = TokenStore(std::move(file), tokens_offset(header), header.tokens);
  require_words(corpus.tokens, corpus.words.size());
  corpus.tokens_read = header.tokens_read;
  corpus.overlong_tokens = header.overlong_tokens;
  corpus.invalid_sequences = header.invalid_sequences;
  corpus.first_invalid_line = header.first_invalid_line;
  corpus.forgotten_count = header.forgotten_count;
  return encoded;
}

}  // namespace

TokenStore save_encoded_corpus(const std::string& path, const std::string& identity,
                               const Corpus& corpus, const Tokenizer& tokenizer) {
  Header header{.identity_bytes = identity.size(),
                .name_bytes = tokenizer.name().size(),
                .model_bytes = tokenizer.model_bytes().size(),
                .words = corpus.words.size(),
                .documents = corpus.documents(),
                .tokens = corpus.tokens.size(),
                .tokens_read = corpus.tokens_read,
                .overlong_tokens = corpus.overlong_tokens,
                .invalid_sequences = corpus.invalid_sequences,
                .first_invalid_line = corpus.first_invalid_line,
                .forgotten_count = corpus.forgotten_count};
  for (const Vocabulary::Entry& entry : corpus.words.entries()) {
    header.word_bytes += entry.key.size();
  }
  Writer writer(path);
  writer.add(kMagic);
  writer.add(std::as_bytes(std::span(&header, 1)));
  writer.add(identity);
  writer.add(tokenizer.name());
  writer.add(tokenizer.model_bytes());
  write_words(writer, corpus.words);
  write_documents(writer, corpus.document_offsets);
  write_tokens(writer, corpus.tokens);
  writer.finish();
  auto file = std::make_shared<const RandomAccessFile>(RandomAccessFile::open(path));
  return {std::move(file), tokens_offset(header), header.tokens};
}

bool is_encoded_corpus(const RandomAccessFile& file) {
  return file.size() >= kMagic.size() && Reader(file, 0).text(kMagic.size()) == kMagic;
}

bool is_whole_encoded_corpus(const RandomAccessFile& file) {
  const std::uint64_t size = file.size();
  if (size < kMagic.size() + sizeof(Header) + kDigestBytes) return false;
  const std::uint64_t end = size - kDigestBytes;
  Sha256 sum;
  std::vector<std::byte> piece(kPieceBytes);
  for (std::uint64_t at = 0; at < end; at += piece.size()) {
    piece.resize(std::min<std::uint64_t>(kPieceBytes, end - at));
    file.read_at(at, piece);
    sum.add(piece);
  }
  return sum.hex() == Reader(file, end).text(kDigestBytes);
}

CachedCorpus load_encoded_corpus(const std::string& path, const std::string& identity) {
  std::error_code absent;
  if (!std::filesystem::exists(path, absent)) return {};
  const auto file = std::make_shared<const RandomAccessFile>(RandomAccessFile::open(path));
  const std::uint64_t size = file->size();
  if (size == 0) return {};
  if (!is_encoded_corpus(*file)) {
    throw Error(
        fmt::format("{}: is no cache of an encoded corpus, expected one or a new file", path));
  }
  Reader reader(*file, kMagic.size());
  Header header;
  if (size < kMagic.size() + sizeof header + kDigestBytes) return why_not("is damaged");
  reader.get(std::as_writable_bytes(std::span(&header, 1)));
  if (header.format_version != kFormatVersion) {
    return why_not(
        fmt::format("has format version {}, expected {}", header.format_version, kFormatVersion));
  }
  if (!fits(header, size)) return why_not("is damaged");
  if (reader.text(header.identity_bytes) != identity) {
    return why_not("is of another text, of other options or of another version of t2v");
  }
  if (!is_whole_encoded_corpus(*file)) return why_not("is damaged");
  try {
    return {read_parts(reader, header, file), {}};
  } catch (const Error&) {
    return why_not("is damaged");
  }
}

}  // namespace t2v
