#include "text/decompression.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "text/error.h"

namespace t2v {

namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
constexpr std::size_t kPieceBytes = 256 << 10;

[[noreturn]] void throw_damaged(const std::string& name, std::uint64_t byte,
                                std::string_view format, std::string_view reason) {
  throw Error(fmt::format("{}: byte {}: damaged {}: {}", name, byte, format, reason));
}

[[noreturn]] void throw_cut_off(const std::string& name, std::uint64_t bytes,
                                std::string_view format) {
  throw Error(fmt::format("{}: ends at byte {} within its {} data, expected more: it was cut off",
                          name, bytes, format));
}

class Gzip : public Decompression {
 public:
  explicit Gzip(std::string name) : name_(std::move(name)), piece_(kPieceBytes) {
    constexpr int kGzipOnly = 16;
    if (::inflateInit2(&stream_, MAX_WBITS + kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Gzip() override { ::inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  void add(std::string_view compressed, const Take& take) override {
    while (!compressed.empty()) {
      const std::size_t size =
          std::min<std::size_t>(compressed.size(), std::numeric_limits<uInt>::max());
      // zlib does not change its input.
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
      stream_.avail_in = static_cast<uInt>(size);
      bool piece_was_full = false;
      while (stream_.avail_in > 0 || piece_was_full) piece_was_full = inflate_some(take);
      compressed.remove_prefix(size);
    }
  }

  void finish() override {
    if (!is_between_members_) throw_cut_off(name_, read_, kFormat);
  }

 private:
  static constexpr std::string_view kFormat = "gzip";

  /// @returns whether there may be more to hand on without more input
  bool inflate_some(const Take& take) {
    is_between_members_ = false;
    stream_.next_out = reinterpret_cast<Bytef*>(piece_.data());
    stream_.avail_out = static_cast<uInt>(piece_.size());
    const uInt before = stream_.avail_in;
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    read_ += before - stream_.avail_in;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    const bool goes_on = result == Z_OK || result == Z_BUF_ERROR;
    if (!goes_on && result != Z_STREAM_END) {
      throw_damaged(name_, read_, kFormat, stream_.msg != nullptr ? stream_.msg : "no such block");
    }
    take({piece_.data(), piece_.size() - stream_.avail_out});
    if (goes_on) return stream_.avail_out == 0;
    is_between_members_ = true;
    ::inflateReset(&stream_);
    return false;
  }

  std::string name_;
  std::vector<char> piece_;
  z_stream stream_{};
  std::uint64_t read_ = 0;  ///< bytes
  bool is_between_members_ = false;
};

class Zstandard : public Decompression {
 public:
  explicit Zstandard(std::string name)
      : name_(std::move(name)), piece_(kPieceBytes), stream_(::ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~Zstandard() override { ::ZSTD_freeDStream(stream_); }
  Zstandard(const Zstandard&) = delete;
  Zstandard& operator=(const Zstandard&) = delete;

  void add(std::string_view compressed, const Take& take) override {
    while (!compressed.empty()) {
      // The library takes a frame that it is given whole in another way, with other checks. So
      // that a file is one whatever its parts, it gets no header in one piece.
      const std::size_t most = header_.size() < kMostHeaderBytes ? 1 : compressed.size();
      compressed.remove_prefix(add_some(compressed.substr(0, most), take));
    }
  }

  void finish() override {
    if (!is_between_frames_) throw_cut_off(name_, read_, kFormat);
  }

 private:
  static constexpr std::string_view kFormat = "zstd";
  static constexpr std::size_t kMostHeaderBytes = 18;  // RFC 8878, 3.1.1: magic number and header
  // RFC 8878, 3.1.2: frames to be passed over begin with 0x50 to 0x5f and these.
  static constexpr unsigned kSkippableNibble = 5;
  static constexpr std::string_view kSkippableMagic = "\x2a\x4d\x18";

  /// @returns how many bytes were taken: all but where a frame ends before
  std::size_t add_some(std::string_view compressed, const Take& take) {
    ZSTD_inBuffer input{compressed.data(), compressed.size(), 0};
    bool piece_was_full = false;
    is_between_frames_ = false;
    while (!is_between_frames_ && (input.pos < input.size || piece_was_full)) {
      ZSTD_outBuffer output{piece_.data(), piece_.size(), 0};
      const std::size_t before = input.pos;
      const std::size_t result = ::ZSTD_decompressStream(stream_, &output, &input);
      read_ += input.pos - before;
      if (::ZSTD_isError(result) != 0) {
        throw_damaged(name_, read_, kFormat, ::ZSTD_getErrorName(result));
      }
      keep_header(compressed.substr(before, input.pos - before));
      require_known_frame();
      frame_bytes_ += output.pos;
      take({piece_.data(), output.pos});
      piece_was_full = output.pos == output.size;
      is_between_frames_ = result == 0;
    }
    if (is_between_frames_) require_whole_frame();
    return input.pos;
  }

  void keep_header(std::string_view read) {
    header_.append(read.substr(0, kMostHeaderBytes - header_.size()));
  }

  /// The library may know frames of before zstd 0.8 as well, which are not those of RFC 8878.
  void require_known_frame() const {
    if (header_.size() < kZstdMagic.size()) return;
    const auto first = static_cast<unsigned char>(header_[0]);
    const bool is_skippable = first >> 4 == kSkippableNibble &&
                              std::string_view(header_).substr(1).starts_with(kSkippableMagic);
    if (is_skippable || header_.starts_with(kZstdMagic)) return;
    throw_damaged(name_, read_, kFormat, "no frame of zstd 0.8 or later begins here");
  }

  /// The library, given a frame in parts, does not compare the size where the last block is empty.
  void require_whole_frame() {
    const unsigned long long expected = ::ZSTD_getFrameContentSize(header_.data(), header_.size());
    const bool is_known =
        expected != ZSTD_CONTENTSIZE_UNKNOWN && expected != ZSTD_CONTENTSIZE_ERROR;
    if (is_known && expected != frame_bytes_) {
      throw_damaged(name_, read_, kFormat,
                    fmt::format("holds {} bytes, expected {}", frame_bytes_, expected));
    }
    header_.clear();
    frame_bytes_ = 0;
  }

  std::string name_;
  std::vector<char> piece_;
  ZSTD_DStream* stream_;
  std::uint64_t read_ = 0;  ///< bytes
  bool is_between_frames_ = false;
  std::string header_;             ///< how the frame begins
  std::uint64_t frame_bytes_ = 0;  ///< of its text
};

}  // namespace

std::unique_ptr<Decompression> decompression_of(std::string_view first_bytes, std::string name) {
  if (first_bytes.starts_with(kGzipMagic)) return std::make_unique<Gzip>(std::move(name));
  if (first_bytes.starts_with(kZstdMagic)) return std::make_unique<Zstandard>(std::move(name));
  return nullptr;
}

}  // namespace t2v
