#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "commands.h"
#include "model/embedding_file.h"
#include "model_option.h"
#include "text/label_kind.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

/// The number of labels of each kind; nothing where no label has one.
Json label_kinds_of(const Vocabulary& labels) {
  Json kinds = Json::object();
  for (const LabelKind& kind : label_kinds(labels))
    kinds[kind.name.empty() ? ":" : std::string(kind.name)] = kind.labels;
  return kinds;
}

Json describe(const EmbeddingModel& model, const EmbeddingFileInfo& file, const std::string& path) {
  Json description{
      {"file", path},
      {"format_version", file.format_version},
      {"writer", file.writer},
      {"dim", model.vectors.word_input.dim()},
      {"words", model.words.size()},
      {"tokens", model.words.total_count()},
      {"labels", model.labels.size()},
      {"label_kinds", label_kinds_of(model.labels)},
      {"documents", file.documents},
      {"word_label_pairs", model.counts.pairs()},
      {"tokenizer", std::string(model.tokenizer->name())},
      {"seed", model.seed},
      {"epochs_done", model.epochs_done},
      {"options", Json::parse(model.options_json)},
      {"corpus_sha256", model.corpus_sha256},
      {"vectors_sha256", file.vectors_sha256},
  };
  if (!has_label_kinds(model.labels)) description.erase("label_kinds");
  return description;
}

/// A name and a value a line; kinds of labels and options are told one by one.
Table table_of(const Json& description) {
  Table table({{"property"}, {"value"}});
  const auto add = [&](const std::string& name, const Json& value) {
    table.add_row({name, value.is_string() ? value.get<std::string>() : value.dump()});
  };
  for (const auto& [name, value] : description.items()) {
    if (!value.is_object()) add(name, value);
    if (value.is_object()) {
      const std::string prefix = name == "options" ? "--" : "labels of the kind ";
      for (const auto& [property, setting] : value.items()) add(prefix + property, setting);
    }
  }
  return table;
}

void run(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  bool json = false;
  CommandLine command_line("info [-m FILE] [--json]",
                           "What a model file holds and how it was made.");
  model_option.add_to(command_line);
  command_line.add_flag("json", "one JSON object", &json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "none: name the model with -m");

  const std::shared_ptr<const LoadedModel> loaded = model_option.loaded();
  const Json description = describe(loaded->model, loaded->file, model_option.path());
  if (json) return print_json(description);
  print_table(table_of(description), result_style(json));
}

}  // namespace

const Command kInfoCommand{"info", "what a model file holds", run};

}  // namespace t2v
