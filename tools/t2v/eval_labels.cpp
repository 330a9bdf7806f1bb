#include "eval_labels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string>
#include <vector>

#include "command/command_line.h"
#include "command/result_output.h"
#include "evaluation/label_analogies.h"
#include "model_option.h"
#include "query_options.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Asks `query - from + to` for every row of FILE and looks where the accepted answers stand.\n"
    "\n"
    "FILE  rows of query, from, to and the accepted answers, separated by tabs; answers also by\n"
    "      spaces\n"
    "\n"
    "hit@1, hit@10 and the mean reciprocal rank are over the rows whose query is a word of the\n"
    "model; coverage is the share of those rows.";

std::vector<std::string> first_answers(const LabelAnalogyResult& result) {
  std::vector<std::string> keys;
  for (const Answer& answer : result.first) keys.push_back(answer.key);
  return keys;
}

void print_json_report(const LabelAnalogyReport& report) {
  using Json = nlohmann::ordered_json;
  for (const LabelAnalogyResult& result : report.results) {
    print_json({{"query", result.analogy.query},
                {"from", result.analogy.from},
                {"to", result.analogy.to},
                {"asked", result.asked},
                {"rank", result.rank ? Json(*result.rank) : Json()},
                {"answers", first_answers(result)}});
  }
  print_json({{"rows", report.results.size()},
              {"asked", report.asked},
              {"coverage", rounded(report.coverage)},
              {"hit@1", rounded(report.hit_at_1)},
              {"hit@10", rounded(report.hit_at_10)},
              {"mrr", rounded(report.mean_reciprocal_rank)}});
}

std::string rank_text(const LabelAnalogyResult& result) {
  if (!result.asked) return "no word";
  return result.rank ? std::to_string(*result.rank) : "-";
}

void print_tables(const LabelAnalogyReport& report, OutputStyle style) {
  Table rows({{"query"}, {"from"}, {"to"}, {"rank", Alignment::kRight}, {"answers"}});
  for (const LabelAnalogyResult& result : report.results) {
    rows.add_row({result.analogy.query, result.analogy.from, result.analogy.to, rank_text(result),
                  fmt::format("{}", fmt::join(first_answers(result), " "))});
  }
  print_table(rows, style);
  Table figures({{"figure"}, {"value", Alignment::kRight}});
  figures.add_row({"rows", static_cast<std::int64_t>(report.results.size())});
  figures.add_row({"asked", static_cast<std::int64_t>(report.asked)});
  figures.add_row({"coverage", report.coverage});
  figures.add_row({"hit@1", report.hit_at_1});
  figures.add_row({"hit@10", report.hit_at_10});
  figures.add_row({"mrr", report.mean_reciprocal_rank});
  print_table(figures, style);
}

}  // namespace

void run_eval_labels(const std::vector<std::string>& arguments) {
  ModelOption model_option;
  AnalogyFlags flags;
  bool json = false;
  CommandLine command_line("eval labels FILE [options]", kDescription);
  flags.add_to(command_line);
  model_option.add_to(command_line);
  command_line.add_flag("json", "a JSON object a row, the figures in the last", &json);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(1, 1, "FILE");

  const auto analogies = read_label_analogies(TextFile::open(command_line.arguments()[0]));
  const EmbeddingModel model = model_option.load();
  const LabelAnalogyReport report = evaluate_label_analogies(model, analogies, flags.options());

  if (json) return print_json_report(report);
  print_tables(report, result_style(json));
}

}  // namespace t2v
