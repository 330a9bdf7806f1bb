#include "server/json_answer.h"

#include <new>
#include <string>
#include <vector>

#include "query/term.h"
#include "server/request_error.h"

namespace t2v {
namespace {

using nlohmann::ordered_json;

HttpAnswer failure_of(int status, const std::string& message) {
  return json_answer({{"error", message}}, status);
}

HttpAnswer unknown_name(const UnknownName& error) {
  return json_answer(
      {{"error", error.what()}, {"term", error.name()}, {"suggestions", error.suggestions()}}, 404);
}

}  // namespace

HttpAnswer json_answer(const ordered_json& object, int status) {
  return {status, "application/json",
          object.dump(-1, ' ', false, ordered_json::error_handler_t::replace)};
}

HttpAnswer failure_answer(const HttpFailure& failure) {
  if (!failure.cause) return failure_of(failure.status, failure.message);
  try {
    std::rethrow_exception(failure.cause);
  } catch (const RequestError& error) {
    return failure_of(error.status(), error.what());
  } catch (const UnknownName& error) {
    return unknown_name(error);
  } catch (const Error& error) {
    return failure_of(400, error.what());
  } catch (const std::bad_alloc&) {
    return failure_of(503, "out of memory");
  } catch (const std::exception& error) {
    return failure_of(500, error.what());
  }
}

}  // namespace t2v
