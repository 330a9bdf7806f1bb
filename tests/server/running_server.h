#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "commands/program.h"
#include "commands/work_folder.h"

namespace t2v::testing {

/// A `t2v serve` at a port of its own, in a work folder.
class RunningServer {
 public:
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  /// Waits until it serves. @param options beside --port 0
  explicit RunningServer(const WorkFolder& folder, const std::vector<std::string>& options = {});

  int port() const { return port_; }
  RunningProgram& program() { return program_; }

  /// What the path answers, which must be JSON. @param status that it must have
  nlohmann::json get(const std::string& path, const Parameters& parameters = {},
                     int status = 200) const;
  nlohmann::json post(const std::string& path, const nlohmann::json& body, int status = 200) const;

  /// As get, until the answer is not 202.
  nlohmann::json get_when_ready(const std::string& path, const Parameters& parameters = {}) const;

 private:
  RunningProgram program_;
  int port_ = 0;
};

/// The port of the line "serving FILE at http://127.0.0.1:PORT/"; 0 where there is none.
int port_in(const std::string& line);

}  // namespace t2v::testing
