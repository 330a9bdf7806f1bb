#pragma once

#include <nlohmann/json.hpp>

#include "server/http_server.h"

namespace t2v {

/// An object as UTF-8; what is none in its texts is replaced.
HttpAnswer json_answer(const nlohmann::ordered_json& object, int status = 200);

/// {"error": "one line"}: the status and the line of what was thrown (404 for unknown names, 400
/// for other errors a user can mend), or those given. Of an unknown name also "term" and
/// "suggestions".
HttpAnswer failure_answer(const HttpFailure& failure);

}  // namespace t2v
