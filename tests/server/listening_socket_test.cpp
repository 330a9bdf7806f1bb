#include "server/listening_socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

TEST(ListeningSocket, TakesAFreePortOnce) {
  const ListeningSocket first = listen_at("127.0.0.1", 0);
  EXPECT_GE(first.socket, 0);
  EXPECT_GT(first.port, 0);
  EXPECT_TRUE(first.loopback);
  EXPECT_EQ(error_of([&] { listen_at("127.0.0.1", first.port); }),
            "cannot listen at 127.0.0.1:" + std::to_string(first.port) +
                ": the port is taken, expected another --port (0: any free one)");
  ::close(first.socket);
  const ListeningSocket again = listen_at("localhost", first.port);
  EXPECT_EQ(again.port, first.port);
  EXPECT_TRUE(again.loopback);
  ::close(again.socket);
}

TEST(ListeningSocket, IsReachedFromElsewhereWhereThatIsAskedFor) {
  const ListeningSocket all = listen_at("0.0.0.0", 0);
  EXPECT_FALSE(all.loopback);
  ::close(all.socket);
}

TEST(ListeningSocket, RefusesHostsThatAreNoneOfThisMachine) {
  // TEST-NET-1 (RFC 5737): nobody's address.
  EXPECT_THAT(error_of([] { listen_at("192.0.2.1", 0); }),
              HasSubstr("cannot listen at 192.0.2.1:0: not an address of this machine"));
  EXPECT_THAT(error_of([] { listen_at("no such host", 0); }), HasSubstr("host 'no such host': "));
}

TEST(ListeningSocket, KnowsTheHostsOfTheMachineItself) {
  for (const std::string host : {"localhost", "127.0.0.1", "127.8.9.10", "::1"})
    EXPECT_TRUE(is_loopback_host(host)) << host;
  for (const std::string host : {"", "example.org", "localhost.example.org", "128.0.0.1", "::2",
                                 "127.0.0.1.example.org", "127.1", "0.0.0.0"})
    EXPECT_FALSE(is_loopback_host(host)) << host;
}

TEST(ListeningSocket, IsNamedAsBrowsersHaveIt) {
  EXPECT_EQ(url_of("127.0.0.1", 8080), "http://127.0.0.1:8080");
  EXPECT_EQ(url_of("::1", 80), "http://[::1]:80");
}

}  // namespace
}  // namespace t2v
