#include "text/checksum.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>
#include <string>

namespace t2v {
namespace {

// Vectors of FIPS 180-4's examples.
TEST(Sha256Test, KnownSums) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Test, PartsAddUp) {
  Sha256 sum;
  sum.add("a");
  const std::array<std::byte, 2> rest = {std::byte{'b'}, std::byte{'c'}};
  sum.add(rest);
  EXPECT_EQ(sum.hex(), sha256_hex("abc"));
}

TEST(Sha256Test, GoesOnFromTheStateOfAnother) {
  Sha256 first;
  first.add(std::string(100, 'a'));
  Sha256 second;
  second.add("forgotten");
  second.go_on_from(first.state());
  second.add(std::string(77, 'b'));
  EXPECT_EQ(second.hex(), sha256_hex(std::string(100, 'a') + std::string(77, 'b')));
  EXPECT_THROW(second.go_on_from("short"), std::invalid_argument);
}

}  // namespace
}  // namespace t2v
