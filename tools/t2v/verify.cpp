#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "classifier/cnn_file.h"
#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "model/embedding_file.h"
#include "model/encoded_corpus_file.h"
#include "model/hdf5_reader.h"
#include "model/model_header.h"
#include "model/opened_model.h"
#include "model/verification.h"
#include "text/error.h"
#include "text/random_access_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Whether files are as they were written: models of t2v and of t2v-attribute, checkpoints,\n"
    "indexes and caches. Every byte is read; a line for each part says whether it is whole, or\n"
    "where it is damaged. The exit status is 0 only when all is whole.";

/// @throws Error where the vectors of an older model, which has no seal, are not as they were
void require_same_vectors(const std::string& path) {
  EmbeddingFileInfo info;
  const EmbeddingModel model = load_embedding(path, &info, DocumentVectors::kLoad);
  if (vectors_sha256(model.vectors) != info.vectors_sha256) {
    throw Error(fmt::format("{}: vectors_sha256: does not hold: vectors were changed", path));
  }
}

/// Whether this program can read what the parts hold. @throws Error saying what it cannot
void require_readable(const std::string& path) {
  if (is_encoded_corpus(RandomAccessFile::open(path))) return;
  const Hdf5Reader file(path);
  const std::string format =
      file.has_attribute("format") ? file.read_text_attribute("format") : std::string();
  if (format == kCnnFormat.name) {
    load_cnn(path);
  } else if (format == kNeighborIndexFormat.name) {
    read_header(file, kNeighborIndexFormat);
  } else if (file.is_sealed()) {
    const OpenedModel model(path);
  } else {
    require_same_vectors(path);
  }
}

/// Adds the lines of a file; says whether all of them are good.
bool verify(const std::string& path, Table& table) {
  const auto add = [&](const std::string& part, const char* state, const std::string& where) {
    table.add_row({path, part, std::string(state), where});
  };
  try {
    const FileState file = verify_file(path);
    for (const PartState& part : file.parts) {
      add(part.part, part.is_whole() ? "whole" : "damaged", part.damage);
    }
    if (!file.is_whole()) return false;
    require_readable(path);
    return true;
  } catch (const Error& error) {
    add("file", "unreadable", reason_of(error, path));
    return false;
  }
}

void run(const std::vector<std::string>& arguments) {
  bool json = false;
  CommandLine command_line("verify FILE... [--json]", kDescription);
  command_line.add_flag("json", "a JSON object a line", &json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, kAnyNumber, "FILE...: models, checkpoints, indexes, caches");

  Table table({{"file"}, {"part"}, {"state"}, {"where"}});
  std::vector<std::string> bad;
  for (const std::string& path : command_line.arguments()) {
    if (!verify(path, table)) bad.push_back(path);
  }
  print_table(table, result_style(json));
  if (!bad.empty()) throw Error(fmt::format("not whole: {}", fmt::join(bad, ", ")));
}

}  // namespace

const Command kVerifyCommand{"verify", "whether files are as they were written", run};

}  // namespace t2v
