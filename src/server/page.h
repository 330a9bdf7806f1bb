#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/http_server.h"

namespace t2v {

/// A file of src/server/page, made a part of the program by CMake.
struct PagePart {
  std::string_view name;  ///< such as "main.js"
  std::string_view text;
};

std::span<const PagePart> page_parts();

/// The page at / (index.html) and all its parts at /page/NAME.
std::vector<HttpRoute> page_routes();

}  // namespace t2v
