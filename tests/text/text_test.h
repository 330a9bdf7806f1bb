#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {

/// A folder of its own for a test's files, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = ::testing::TempDir() + "/t2v-text-XXXXXX";
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const std::string& name) const { return path_ / name; }
  std::string write(const std::string& name, std::string_view content) const {
    std::ofstream(file(name), std::ios::binary) << content;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

/// what() of the Error that `action` throws; empty where it throws none.
template <typename Action>
std::string error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

/// A tokenizer that needs no corpus.
inline std::unique_ptr<Tokenizer> simple_tokenizer(const std::string& name) {
  TokenizerOptions options;
  options.name = name;
  return make_tokenizer(options, {});
}

inline std::vector<std::string> tokens_of(const Tokenizer& tokenizer, std::string_view line) {
  std::vector<std::string_view> tokens;
  tokenizer.tokenize(line, tokens);
  return {tokens.begin(), tokens.end()};
}

using Strings = std::vector<std::string>;

}  // namespace t2v
