#include "text/checksum.h"

#include <fmt/format.h>

#include <cstring>
#include <stdexcept>

// OpenSSL 3 would have one use its EVP functions instead, which first load configuration and
// providers: some 7 ms, more than a whole query takes.
#define OPENSSL_API_COMPAT 0x10101000L
#include <openssl/sha.h>

namespace t2v {

struct Sha256::Context {
  SHA256_CTX sum;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  SHA256_Init(&context_->sum);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  add(std::as_bytes(std::span(bytes)));
}

void Sha256::add(std::span<const std::byte> bytes) {
  SHA256_Update(&context_->sum, bytes.data(), bytes.size());
}

std::string Sha256::state() const {
  return {reinterpret_cast<const char*>(&context_->sum), sizeof context_->sum};
}

void Sha256::go_on_from(std::string_view state) {
  if (state.size() != sizeof context_->sum) throw std::invalid_argument("no state of SHA-256");
  std::memcpy(&context_->sum, state.data(), state.size());
}

Sha256Digest Sha256::digest() {
  Sha256Digest digest{};
  SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &context_->sum);
  return digest;
}

std::string Sha256::hex() {
  std::string digits;
  for (const std::byte byte : digest()) digits += fmt::format("{:02x}", byte);
  return digits;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

}  // namespace t2v
