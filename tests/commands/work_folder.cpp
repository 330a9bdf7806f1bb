#include "commands/work_folder.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace t2v::testing {

WorkFolder::WorkFolder() : path_(::testing::TempDir() + "/t2v-commands-XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make " + path_);
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void WorkFolder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ + "/" + name, std::ios::binary) << text;
}

std::string WorkFolder::read(const std::string& name) const {
  const std::ifstream file(path_ + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool WorkFolder::has(const std::string& name) const {
  return std::filesystem::exists(path_ + "/" + name);
}

std::vector<std::string> WorkFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

Outcome WorkFolder::run(const std::vector<std::string>& arguments) const {
  return run(arguments, {});
}

Outcome WorkFolder::run(const std::vector<std::string>& arguments,
                        Surroundings surroundings) const {
  surroundings.folder = path_;
  return run_program(arguments, surroundings);
}

}  // namespace t2v::testing
