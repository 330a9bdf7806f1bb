#pragma once

#include <httplib.h>

#include <cstddef>
#include <optional>
#include <string>

#include "server/http_server.h"

namespace t2v {

/// Why a request is refused before anybody looks at what it asks for.
struct Refusal {
  int status = 400;
  std::string message;
};

struct RefusalRules {
  bool loopback = true;        ///< requests must name a host of the machine itself
  std::string host;            ///< that the server was told to listen at
  std::size_t body_bytes = 0;  ///< at most
};

/// Whether anything follows the headers.
bool has_body(const httplib::Request& request);

/// @param route of the path that is asked for; null: there is none
/// @returns nothing where the request can be answered, or its body be read
std::optional<Refusal> refusal_of(const httplib::Request& request, const HttpRoute* route,
                                  const RefusalRules& rules);

}  // namespace t2v
