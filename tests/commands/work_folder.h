#pragma once

#include <string>
#include <vector>

#include "commands/program.h"

namespace t2v::testing {

/// A folder of its own for one test, removed with all that is in it.
class WorkFolder {
 public:
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  const std::string& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Names of all files in the folder, sorted.
  std::vector<std::string> names() const;

  /// Runs t2v in the folder.
  Outcome run(const std::vector<std::string>& arguments) const;
  Outcome run(const std::vector<std::string>& arguments, Surroundings surroundings) const;

 private:
  std::string path_;
};

}  // namespace t2v::testing
