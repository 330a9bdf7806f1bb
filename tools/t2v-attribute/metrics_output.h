#pragma once

#include <string>

#include "classifier/cnn_model.h"
#include "classifier/metrics.h"
#include "report/output_style.h"

namespace t2v {

/// "accuracy 0.873"; of a multi-label classifier "micro F1 0.731, macro F1 0.512, precision at 1
/// 0.844".
std::string metrics_summary(const ClassificationMetrics& metrics, bool multi_label);

/// Whether a confusion matrix says something: labels exclude each other and are not too many.
bool has_confusion_matrix(const CnnModel& model);

/// A row for each label: documents, precision, recall, F1; then, where there is a confusion matrix,
/// a row for each true label with the documents by predicted label.
void print_metrics_tables(const ClassificationMetrics& metrics, const CnnModel& model,
                          OutputStyle style);

}  // namespace t2v
