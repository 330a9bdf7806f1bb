#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "command/command_line.h"
#include "measurements.h"
#include "model/embedding_file.h"
#include "text/error.h"
#include "text/text_file.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Writes the vectors of another program as a model, so that `t2v eval` can measure them as it\n"
    "measures its own.\n"
    "\n"
    "MODEL   a t2v model trained on the same tokens: words, counts, labels and options are its\n"
    "INPUT   word vectors in word2vec's text format: a heading, then a word and its floats a line\n"
    "OUTPUT  output vectors of the words in the same format; zeros without\n"
    "\n"
    "Keys that MODEL does not have are passed over; its own that are nowhere get zeros and are\n"
    "counted as missing. Prints these counts.";

struct Request {
  std::string labels;
  std::string output;
};

[[noreturn]] void fail(const TextFile& file, std::size_t line, std::string_view expected) {
  throw Error(fmt::format("{}:{}: expected {}", file.name(), line + 1, expected));
}

/// Floats separated by spaces.
void read_floats(std::string_view text, const TextFile& file, std::size_t line, float* values,
                 std::size_t count) {
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < count; ++i) {
    while (at < end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, values[i]);
    if (error != std::errc()) fail(file, line, fmt::format("a key and {} floats", count));
    at = next;
  }
}

/// The vectors of `keys` in a file of word2vec's text format. Adds those that are not there to
/// `missing`.
Matrix read_vectors(const std::string& path, const Vocabulary& keys, std::size_t dim,
                    std::size_t& missing) {
  const TextFile file = TextFile::open(path);
  Matrix vectors(keys.size(), dim);
  std::vector<bool> seen(keys.size(), false);
  for (std::size_t line = 1; line < file.lines().size(); ++line) {
    const std::string_view text = file.lines()[line];
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) fail(file, line, "a key, a space and floats");
    const auto id = keys.id(text.substr(0, space));
    if (!id) continue;
    read_floats(text.substr(space), file, line, vectors.row(*id), dim);
    seen[*id] = true;
  }
  missing += static_cast<std::size_t>(std::count(seen.begin(), seen.end(), false));
  return vectors;
}

/// In other programs words and labels predict each for themselves.
std::string with_independent_objective(const std::string& options) {
  auto json = nlohmann::ordered_json::parse(options);
  json["objective"] = objective_name(Objective::kIndependent);
  return json.dump();
}

void run(const std::vector<std::string>& arguments) {
  Request request;
  CommandLine command_line("foreign-model MODEL INPUT [OUTPUT] -o FILE [options]", kDescription);
  command_line.add_text("output,o", "FILE", "the model to write", &request.output);
  command_line.add_text("labels", "FILE", "label vectors in the same format; zeros without",
                        &request.labels);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(2, 3, "MODEL, INPUT and OUTPUT");
  if (request.output.empty()) throw UsageError("no model to write, expected -o FILE");

  const std::vector<std::string>& files = command_line.arguments();
  EmbeddingModel model = load_embedding(files[0]);
  const std::size_t dim = model.vectors.word_input.dim();
  std::size_t missing = 0;
  model.vectors.word_input = read_vectors(files[1], model.words, dim, missing);
  model.vectors.word_output = files.size() > 2 ? read_vectors(files[2], model.words, dim, missing)
                                               : Matrix(model.words.size(), dim);
  model.vectors.label_input = request.labels.empty()
                                  ? Matrix(model.labels.size(), dim)
                                  : read_vectors(request.labels, model.labels, dim, missing);
  model.options_json = with_independent_objective(model.options_json);
  save_embedding(model, request.output);
  const nlohmann::ordered_json json = {
      {"words", model.words.size()}, {"labels", model.labels.size()}, {"missing", missing}};
  std::cout << json.dump() << '\n';
}

}  // namespace

const Command kForeignModel{"foreign-model", "another program's vectors as a t2v model", run};

}  // namespace t2v
