#include "held_models.h"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace t2v {
namespace {

/// Tells whether a file is still the one it was. A model that is written anew is another file,
/// renamed into place.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  off_t bytes = 0;
  time_t seconds = 0;
  long nanoseconds = 0;
  bool operator==(const FileIdentity&) const = default;
};

std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat found = {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileIdentity{found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec,
                      found.st_mtim.tv_nsec};
}

struct HeldModel {
  std::string path;
  FileIdentity identity;
  std::shared_ptr<const OpenedModel> opened;
  std::shared_ptr<const LoadedModel> loaded;
};

/// Those used last come last.
std::optional<std::vector<HeldModel>>& held_models() {
  static std::optional<std::vector<HeldModel>> held;
  return held;
}

/// Where a model of this file is held, or is to be; nullptr where nothing is held.
HeldModel* place_for(const std::string& path) {
  auto& held = held_models();
  const std::optional<FileIdentity> identity = identity_of(path);
  if (!held || !identity) return nullptr;
  const auto found = std::ranges::find(*held, path, &HeldModel::path);
  if (found != held->end() && found->identity == *identity) {
    std::rotate(found, found + 1, held->end());
    return &held->back();
  }
  if (found != held->end()) held->erase(found);
  if (held->size() == HeldModels::kMostHeld) held->erase(held->begin());
  return &held->emplace_back(HeldModel{path, *identity, nullptr, nullptr});
}

}  // namespace

HeldModels::HeldModels() {
  held_models().emplace();
}

HeldModels::~HeldModels() {
  held_models().reset();
}

std::shared_ptr<const OpenedModel> opened_model(const std::string& path) {
  HeldModel* const place = place_for(path);
  if (place != nullptr && place->opened) return place->opened;
  auto opened = std::make_shared<const OpenedModel>(path);
  if (place != nullptr) place->opened = opened;
  return opened;
}

std::shared_ptr<const LoadedModel> loaded_model(const std::string& path,
                                                DocumentVectors documents) {
  HeldModel* const place = place_for(path);
  if (place != nullptr && place->loaded &&
      (documents == DocumentVectors::kLeave || place->loaded->documents == documents)) {
    return place->loaded;
  }
  auto loaded = std::make_shared<LoadedModel>();
  loaded->model = load_embedding(path, &loaded->file, documents);
  loaded->documents = documents;
  if (place != nullptr) place->loaded = loaded;
  return loaded;
}

}  // namespace t2v
