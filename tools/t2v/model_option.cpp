#include "model_option.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "text/error.h"

namespace t2v {

std::string default_model_path() {
  const char* const path = std::getenv("T2V_MODEL");
  return path != nullptr && *path != '\0' ? path : "t2v.h5";
}

void ModelOption::add_to(CommandLine& command_line) {
  command_line.add_text("model,m", "FILE", "the model to ask (default $T2V_MODEL, else t2v.h5)",
                        &path_);
}

void ModelOption::require_model() const {
  std::error_code ignored;
  if (path_.empty() && !std::filesystem::exists(path(), ignored)) {
    throw Error(fmt::format(
        "{}: no such model; name one with -m FILE or $T2V_MODEL, or make one with t2v train",
        path()));
  }
}

EmbeddingModel ModelOption::load(EmbeddingFileInfo* info, DocumentVectors documents) const {
  require_model();
  return load_embedding(path(), info, documents);
}

OpenedModel ModelOption::open() const {
  require_model();
  return OpenedModel(path());
}

std::shared_ptr<const LoadedModel> ModelOption::loaded(DocumentVectors documents) const {
  require_model();
  return loaded_model(path(), documents);
}

std::shared_ptr<const OpenedModel> ModelOption::opened() const {
  require_model();
  return opened_model(path());
}

}  // namespace t2v
