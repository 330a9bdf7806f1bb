#include "classification_output.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "command/result_output.h"
#include "metrics_output.h"
#include "report/table.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

/// The figures over all documents, by name. Where labels exclude each other, micro F1 and precision
/// at 1 are the accuracy.
std::vector<std::pair<std::string, double>> figures_of(const ClassificationMetrics& metrics,
                                                       bool multi_label) {
  if (!multi_label) return {{"accuracy", metrics.accuracy()}, {"macro_f1", metrics.macro_f1()}};
  return {{"accuracy", metrics.accuracy()},
          {"micro_f1", metrics.micro_f1()},
          {"macro_f1", metrics.macro_f1()},
          {"precision_at_1", metrics.precision_at_1()}};
}

Json json_of(const ClassificationMetrics& metrics, const CnnModel& model) {
  Json object{{"documents", metrics.documents}};
  for (const auto& [name, value] : figures_of(metrics, model.multi_label))
    object[name] = rounded(value);
  for (std::uint32_t label = 0; label < model.labels.size(); ++label) {
    const LabelMetrics& one = metrics.labels[label];
    object["labels"].push_back({{"label", model.labels.key(label)},
                                {"documents", one.documents},
                                {"precision", rounded(one.precision())},
                                {"recall", rounded(one.recall())},
                                {"f1", rounded(one.f1())}});
  }
  if (!has_confusion_matrix(model)) return object;
  for (std::size_t truth = 0; truth < model.labels.size(); ++truth) {
    const auto row =
        metrics.confusion.begin() + static_cast<std::ptrdiff_t>(truth * model.labels.size());
    object["confusion"].push_back(
        std::vector<std::uint64_t>(row, row + static_cast<std::ptrdiff_t>(model.labels.size())));
  }
  return object;
}

}  // namespace

void print_classification(const ClassificationMetrics& metrics, const CnnModel& model, bool json) {
  if (json) return print_json(json_of(metrics, model));
  const OutputStyle style = result_style(json);
  Table figures({{"figure"}, {"value", Alignment::kRight}});
  figures.add_row({"documents", static_cast<std::int64_t>(metrics.documents)});
  for (const auto& [name, value] : figures_of(metrics, model.multi_label))
    figures.add_row({name, rounded(value)});
  print_table(figures, style);
  print_metrics_tables(metrics, model, style);
}

}  // namespace t2v
