#pragma once

#include <string>
#include <vector>

#include "classifier/metrics.h"
#include "report/table.h"
#include "text/vocabulary.h"

namespace t2v {

/// "accuracy 0.873"; of a multi-label classifier "micro F1 0.731, macro F1 0.512, precision at 1
/// 0.844".
std::string metrics_summary(const ClassificationMetrics& metrics, bool multi_label);

/// A row for each label: documents, precision, recall, F1.
Table label_metrics_table(const ClassificationMetrics& metrics, const Vocabulary& labels);

/// A row for each true label with the documents by predicted label.
Table confusion_table(const ClassificationMetrics& metrics, const Vocabulary& labels);

}  // namespace t2v
