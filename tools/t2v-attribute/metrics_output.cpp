#include "metrics_output.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "command/result_output.h"
#include "report/table.h"
#include "text/vocabulary.h"

namespace t2v {
namespace {

constexpr std::uint32_t kMostLabelsInMatrix = 20;

Table label_metrics_table(const ClassificationMetrics& metrics, const Vocabulary& labels) {
  constexpr Alignment kRight = Alignment::kRight;
  Table table({{"label"},
               {"documents", kRight},
               {"precision", kRight},
               {"recall", kRight},
               {"f1", kRight}});
  for (std::uint32_t label = 0; label < labels.size(); ++label) {
    const LabelMetrics& one = metrics.labels[label];
    table.add_row({std::string(labels.key(label)), static_cast<std::int64_t>(one.documents),
                   rounded(one.precision()), rounded(one.recall()), rounded(one.f1())});
  }
  return table;
}

Table confusion_table(const ClassificationMetrics& metrics, const Vocabulary& labels) {
  std::vector<Column> columns{{"true"}};
  for (std::uint32_t label = 0; label < labels.size(); ++label)
    columns.push_back({fmt::format("as {}", labels.key(label)), Alignment::kRight});
  Table table(std::move(columns));
  for (std::uint32_t truth = 0; truth < labels.size(); ++truth) {
    std::vector<Cell> cells{std::string(labels.key(truth))};
    for (std::uint32_t label = 0; label < labels.size(); ++label) {
      cells.emplace_back(
          static_cast<std::int64_t>(metrics.confusion[truth * labels.size() + label]));
    }
    table.add_row(std::move(cells));
  }
  return table;
}

}  // namespace

std::string metrics_summary(const ClassificationMetrics& metrics, bool multi_label) {
  if (!multi_label) return fmt::format("accuracy {:.4f}", metrics.accuracy());
  return fmt::format("micro F1 {:.4f}, macro F1 {:.4f}, precision at 1 {:.4f}", metrics.micro_f1(),
                     metrics.macro_f1(), metrics.precision_at_1());
}

bool has_confusion_matrix(const CnnModel& model) {
  return !model.multi_label && model.labels.size() <= kMostLabelsInMatrix;
}

void print_metrics_tables(const ClassificationMetrics& metrics, const CnnModel& model,
                          OutputStyle style) {
  print_table(label_metrics_table(metrics, model.labels), style);
  if (has_confusion_matrix(model)) print_table(confusion_table(metrics, model.labels), style);
}

}  // namespace t2v
