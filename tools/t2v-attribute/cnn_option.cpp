#include "cnn_option.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "classifier/cnn_file.h"
#include "command/remark.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Where `cmake --install` and the build put the bundled classifier.
std::string bundled_cnn() {
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  const auto installed =
      program.parent_path().parent_path() / "share/target2vec/film-reviews-cnn.h5";
  if (!problem && std::filesystem::exists(installed, problem)) return installed.string();
  return T2V_BUNDLED_CNN;
}

}  // namespace

void CnnOption::add_to(CommandLine& command_line) {
  command_line.add_text(
      "model,m", "FILE",
      "the classifier to ask (default $T2V_CNN, else cnn.h5, else the bundled one)", &path_);
}

CnnModel CnnOption::load() const {
  if (!path_.empty()) return load_cnn(path_);
  const char* const named = std::getenv("T2V_CNN");
  if (named != nullptr && *named != '\0') return load_cnn(named);
  std::error_code ignored;
  if (std::filesystem::exists(kDefaultCnnPath, ignored)) return load_cnn(kDefaultCnnPath);
  const std::string bundled = bundled_cnn();
  if (!std::filesystem::exists(bundled, ignored)) {
    throw Error(
        fmt::format("{}: no such classifier; name one with -m FILE or $T2V_CNN, or make one "
                    "with t2v-attribute train",
                    kDefaultCnnPath));
  }
  remark("no cnn.h5 here, asking the bundled classifier of film reviews");
  return load_cnn(bundled);
}

}  // namespace t2v
