#pragma once

#include <string>

namespace t2v {

/// A TCP socket that listens, so far held by nobody else.
struct ListeningSocket {
  int socket = -1;
  int port = 0;
  bool loopback = false;  ///< reached from this machine only
};

/// @param host name or address of an interface of this machine @param port 0: any free one
/// @throws Error where the host is unknown or none of this machine, or the port is taken or not
///   permitted
ListeningSocket listen_at(const std::string& host, int port);

/// Whether `host`, without a port, is a name or an address of the machine itself: localhost,
/// 127.0.0.1 and the like, ::1.
bool is_loopback_host(const std::string& host);

/// The address as it stands in a URL: http://127.0.0.1:8080, http://[::1]:8080.
std::string url_of(const std::string& host, int port);

}  // namespace t2v
