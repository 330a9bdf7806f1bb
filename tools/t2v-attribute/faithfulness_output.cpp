#include "faithfulness_output.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command/result_output.h"
#include "report/table.h"

namespace t2v {
namespace {

constexpr std::string_view kUnknown = "-";

std::string_view name_of(Removal removal) {
  return removal == Removal::kDeletion ? "deletion" : "padding";
}

std::optional<double> documents_per_second(const MethodScores& scores) {
  if (scores.seconds <= 0) return std::nullopt;
  return static_cast<double>(scores.scores.size()) / scores.seconds;
}

Cell cell_of(std::optional<double> number) {
  return number ? Cell(*number) : Cell(std::string(kUnknown));
}

Table aopc_table(std::span<const Judgement> judgements) {
  Table table({{"method"},
               {"removal"},
               {"comprehensiveness", Alignment::kRight},
               {"low", Alignment::kRight},
               {"high", Alignment::kRight},
               {"sufficiency", Alignment::kRight},
               {"low", Alignment::kRight},
               {"high", Alignment::kRight},
               {.name = "completeness_error", .alignment = Alignment::kRight, .decimals = 8},
               {.name = "documents/s", .alignment = Alignment::kRight, .decimals = 0}});
  for (const Judgement& judgement : judgements) {
    const Estimate& needed = judgement.faithfulness.aopc_comprehensiveness;
    const Estimate& enough = judgement.faithfulness.aopc_sufficiency;
    table.add_row({judgement.scores->name, std::string(name_of(judgement.removal)), needed.mean,
                   needed.low, needed.high, enough.mean, enough.low, enough.high,
                   cell_of(judgement.scores->completeness_error),
                   cell_of(documents_per_second(*judgement.scores))});
  }
  return table;
}

Table bin_table(std::span<const Judgement> judgements) {
  std::vector<Column> columns{{"method"}, {"removal"}, {"figure"}};
  for (const unsigned percent : kBins)
    columns.push_back({fmt::format("{}%", percent), Alignment::kRight});
  Table table(std::move(columns));
  for (const Judgement& judgement : judgements) {
    const auto add = [&](std::string_view figure, std::span<const Estimate> bins) {
      std::vector<Cell> row{judgement.scores->name, std::string(name_of(judgement.removal)),
                            std::string(figure)};
      for (const Estimate& bin : bins) row.emplace_back(bin.mean);
      table.add_row(std::move(row));
    };
    add("comprehensiveness", judgement.faithfulness.comprehensiveness);
    add("sufficiency", judgement.faithfulness.sufficiency);
  }
  return table;
}

nlohmann::ordered_json json_of(const Estimate& aopc, std::span<const Estimate> bins) {
  nlohmann::ordered_json json{{"aopc", rounded(aopc.mean)},
                              {"interval", {rounded(aopc.low), rounded(aopc.high)}}};
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    json["bins"].push_back({{"percent", kBins[bin]},
                            {"mean", rounded(bins[bin].mean)},
                            {"interval", {rounded(bins[bin].low), rounded(bins[bin].high)}}});
  }
  return json;
}

void print_judgement_json(const Judgement& judgement) {
  using Json = nlohmann::ordered_json;
  const MethodScores& scores = *judgement.scores;
  const MethodFaithfulness& faithfulness = judgement.faithfulness;
  const auto speed = documents_per_second(scores);
  print_json({{"method", scores.name},
              {"removal", name_of(judgement.removal)},
              {"documents", scores.scores.size()},
              {"comprehensiveness",
               json_of(faithfulness.aopc_comprehensiveness, faithfulness.comprehensiveness)},
              {"sufficiency", json_of(faithfulness.aopc_sufficiency, faithfulness.sufficiency)},
              {"completeness_error",
               scores.completeness_error ? Json(*scores.completeness_error) : Json()},
              {"documents_per_second", speed ? Json(rounded(*speed)) : Json()}});
}

}  // namespace

void print_faithfulness(std::span<const Judgement> judgements, bool json) {
  if (json) {
    for (const Judgement& judgement : judgements) print_judgement_json(judgement);
    return;
  }
  const OutputStyle style = result_style(json);
  print_table(aopc_table(judgements), style);
  print_table(bin_table(judgements), style);
}

}  // namespace t2v
