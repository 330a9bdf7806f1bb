#include "server/running_server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <optional>
#include <thread>

namespace t2v::testing {
namespace {

Surroundings within(const WorkFolder& folder) {
  Surroundings surroundings;
  surroundings.folder = folder.path();
  return surroundings;
}

std::vector<std::string> arguments_of(const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"serve", "--port", "0"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return arguments;
}

httplib::Client client_of(int port) {
  httplib::Client client("127.0.0.1", port);
  client.set_read_timeout(std::chrono::seconds(60));
  return client;
}

std::string target_of(const std::string& path, const RunningServer::Parameters& parameters) {
  httplib::Params list;
  for (const auto& [name, value] : parameters) list.emplace(name, value);
  return parameters.empty() ? path : path + "?" + httplib::detail::params_to_query_str(list);
}

}  // namespace

int port_in(const std::string& line) {
  constexpr std::string_view kBefore = " at http://127.0.0.1:";
  const std::size_t place = line.find(kBefore);
  return place == std::string::npos || line.find('\n', place) == std::string::npos
             ? 0
             : std::atoi(line.c_str() + place + kBefore.size());
}

RunningServer::RunningServer(const WorkFolder& folder, const std::vector<std::string>& options)
    : program_(arguments_of(options), within(folder)) {
  while (port_ == 0 && !program_.has_ended()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    port_ = port_in(program_.err());
  }
  EXPECT_NE(port_, 0) << program_.err();
}

nlohmann::json RunningServer::get(const std::string& path, const Parameters& parameters,
                                  int status) const {
  const std::string target = target_of(path, parameters);
  const httplib::Result result = client_of(port_).Get(target);
  EXPECT_TRUE(result) << target;
  if (!result) return {};
  EXPECT_EQ(result->status, status) << target << ": " << result->body;
  return nlohmann::json::parse(result->body);
}

nlohmann::json RunningServer::post(const std::string& path, const nlohmann::json& body,
                                   int status) const {
  const httplib::Result result = client_of(port_).Post(path, body.dump(), "application/json");
  EXPECT_TRUE(result) << path;
  if (!result) return {};
  EXPECT_EQ(result->status, status) << path << ": " << result->body;
  return nlohmann::json::parse(result->body);
}

nlohmann::json RunningServer::get_when_ready(const std::string& path,
                                             const Parameters& parameters) const {
  const std::string target = target_of(path, parameters);
  for (;;) {
    const httplib::Result result = client_of(port_).Get(target);
    EXPECT_TRUE(result) << target;
    if (!result || result->status != 202)
      return result ? nlohmann::json::parse(result->body) : nullptr;
    const double progress = nlohmann::json::parse(result->body).at("progress");
    EXPECT_GE(progress, 0);
    EXPECT_LE(progress, 1);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace t2v::testing
