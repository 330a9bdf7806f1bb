#include "model/owned_files.h"

#include <unistd.h>

#include <map>
#include <utility>

#include "model/abandoned_files.h"

namespace t2v {
namespace {

namespace fs = std::filesystem;

struct Registry {
  std::mutex changing;
  std::map<int, fs::path> paths;  ///< by open file
};

Registry& registry() {
  static Registry files;
  return files;
}

void remove_file(int descriptor, const fs::path& path) {
  if (is_file_at(descriptor, path)) ::unlink(path.c_str());
}

}  // namespace

OwnedFiles::OwnedFiles() : guard_(registry().changing) {}

void OwnedFiles::add(int descriptor, fs::path path) {
  registry().paths.emplace(descriptor, std::move(path));
}

void OwnedFiles::forget(int descriptor) {
  registry().paths.erase(descriptor);
}

void OwnedFiles::remove(int descriptor) {
  const auto file = registry().paths.find(descriptor);
  if (file == registry().paths.end()) return;
  remove_file(file->first, file->second);
  registry().paths.erase(file);
}

void OwnedFiles::remove_all_for_good() {
  registry().changing.lock();
  for (const auto& [descriptor, path] : registry().paths) remove_file(descriptor, path);
}

}  // namespace t2v
