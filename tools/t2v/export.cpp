#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command/command_line.h"
#include "command/corpus_files.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/threads_option.h"
#include "commands.h"
#include "formats/selected_vectors.h"
#include "formats/vector_format.h"
#include "formats/vector_writer.h"
#include "model_option.h"
#include "named_choice.h"
#include "report/quantity.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Writes vectors of a model for other programs.\n"
    "\n"
    "  word2vec         text: a heading with how many keys and numbers, then a key a line\n"
    "  word2vec-binary  the same with 32-bit floats\n"
    "  vec              fastText's text format\n"
    "  glove            text without a heading\n"
    "  npy              a NumPy matrix, and the keys in a text file beside it (FILE.keys)\n"
    "  projector        for TensorFlow's Embedding Projector: vectors, and metadata in a file\n"
    "                   beside them (FILE.metadata.tsv)\n"
    "  tsv              a table with a heading: key, type, count and the numbers\n"
    "\n"
    "Numbers in text have all digits that tell one float from the next. In the first four formats "
    "a\n"
    "key ends at white space: _ takes its place in a key that holds some.";

constexpr std::string_view kDefaultLabelPrefix = "__label__";

constexpr std::array<NamedChoice<ExportedKeys>, 3> kKeys{{{"words", ExportedKeys::kWords},
                                                          {"labels", ExportedKeys::kLabels},
                                                          {"both", ExportedKeys::kBoth}}};
constexpr std::array<NamedChoice<ExportedVectors>, 3> kVectors{
    {{"input", ExportedVectors::kInput},
     {"output", ExportedVectors::kOutput},
     {"average", ExportedVectors::kAverage}}};

struct Request {
  ModelOption model;
  ThreadsOption threads;
  VectorFormat format = VectorFormat::kWord2vec;
  VectorFiles files;
  VectorSelection selection;
  bool quiet = false;
};

/// Options as they are given, before they are read.
struct RawOptions {
  std::string format;
  std::string keys = "words";
  std::string vectors = "input";
  std::string label_prefix{kDefaultLabelPrefix};
};

void add_options(CommandLine& command_line, Request* request, RawOptions* raw) {
  command_line.add_text("format", "NAME", "one of the formats above", &raw->format,
                        {"word2vec", "word2vec-binary", "vec", "glove", "npy", "projector", "tsv"});
  command_line.add_text("output,o", "FILE", "the file to write", &request->files.vectors);
  command_line.add_text("keys", "FILE",
                        "for the keys (npy) or the metadata (projector), instead of beside FILE",
                        &request->files.keys);
  command_line.add_text("what", "KEYS", "words, labels or both (default words)", &raw->keys,
                        {"words", "labels", "both"});
  command_line.add_text(
      "label-prefix", "TEXT",
      fmt::format("stands before labels in the file (default {} with --what both, else none)",
                  kDefaultLabelPrefix),
      &raw->label_prefix);
  command_line.add_text("vectors", "NAME",
                        "of words: input, output or average of the two (default input); labels "
                        "have input vectors only",
                        &raw->vectors, {"input", "output", "average"});
  command_line.add_flag("normalize", "scale vectors to length 1", &request->selection.normalize);
  request->threads.add_to(command_line);
  request->model.add_to(command_line);
  command_line.add_flag("quiet", "no summary", &request->quiet);
}

VectorFormat read_format(const RawOptions& raw) {
  if (raw.format.empty()) throw UsageError("expected --format NAME");
  return read_choice("format", raw.format, kVectorFormats);
}

void read_options(const CommandLine& command_line, const RawOptions& raw, Request* request) {
  request->format = read_format(raw);
  if (request->files.vectors.empty()) throw UsageError("expected -o FILE, the file to write");
  if (has_key_file(request->format)) {
    if (request->files.keys.empty()) {
      request->files.keys = key_file_beside(request->files.vectors, request->format);
    }
  } else if (command_line.given("keys")) {
    throw UsageError(fmt::format("--keys with --format {}, which keeps the keys with the vectors",
                                 name_of(request->format)));
  }
  VectorSelection& selection = request->selection;
  selection.keys = read_choice("what", raw.keys, kKeys);
  selection.vectors = read_choice("vectors", raw.vectors, kVectors);
  selection.replace_white_space = ends_keys_at_white_space(request->format);
  const bool prefix_given = command_line.given("label-prefix");
  if (prefix_given && selection.keys == ExportedKeys::kWords) {
    throw UsageError("--label-prefix needs --what labels or both");
  }
  if (selection.keys != ExportedKeys::kWords && selection.vectors != ExportedVectors::kInput) {
    throw UsageError(
        "--vectors with --what: labels have input vectors only, expected --what words");
  }
  if (prefix_given || selection.keys == ExportedKeys::kBoth) {
    selection.label_prefix = raw.label_prefix;
  }
}

void check_files(const Request& request) {
  const auto& [vectors, keys] = request.files;
  require_other_file(vectors, request.model.path(), "the vectors");
  require_other_file(keys, request.model.path(), "the keys");
  require_two_files(vectors, "the vectors", keys, "the keys");
}

void say_what_was_written(const Request& request, const SelectedVectors& vectors) {
  if (vectors.replaced() > 0) {
    remark(fmt::format("{} with white space, in whose place is _ in the file, the first '{}'",
                       counted(vectors.replaced(), "key"), vectors.first_replaced()));
  }
  if (request.quiet) return;
  std::string what;
  if (vectors.words() > 0) what = counted(vectors.words(), "word");
  if (vectors.labels() > 0) {
    what += fmt::format("{}{}", what.empty() ? "" : ", ", counted(vectors.labels(), "label"));
  }
  const std::string keys =
      request.files.keys.empty() ? "" : fmt::format(" and {}", request.files.keys);
  say(fmt::format("wrote {}{}: {}, vectors of {}", request.files.vectors, keys, what,
                  counted(vectors.dim(), "number")));
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  RawOptions raw;
  CommandLine command_line("export --format NAME -o FILE [options]", kDescription);
  add_options(command_line, &request, &raw);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "none: name the model with -m");
  read_options(command_line, raw, &request);

  const auto limit = request.threads.apply();
  const std::shared_ptr<const OpenedModel> model = request.model.opened();
  check_files(request);
  const SelectedVectors vectors(model->view(), request.selection);
  begin_step(fmt::format("writing {}", request.files.vectors));
  write_vectors(vectors, request.format, request.files);
  say_what_was_written(request, vectors);
}

}  // namespace

const Command kExportCommand{"export", "write vectors for gensim, fastText, NumPy and others", run};

}  // namespace t2v
