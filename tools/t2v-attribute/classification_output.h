#pragma once

#include "classifier/cnn_model.h"
#include "classifier/metrics.h"

namespace t2v {

/// Prints how often a classifier is right: figures over all documents, a row for each label, and
/// where labels exclude each other and are not too many the confusion matrix; with `json` all in
/// one object.
void print_classification(const ClassificationMetrics& metrics, const CnnModel& model, bool json);

}  // namespace t2v
