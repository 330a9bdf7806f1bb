#pragma once

#include <string>

#include "classifier/cnn_model.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {

/// Documents with their true labels, for a classifier to be asked about.
struct LabelledCorpus {
  TextFile text;
  LabelLists labels;  ///< one list a document: ids of the classifier's labels
};

/// Opens CORPUS and LABELS. Labels that the classifier does not know are left out, which a note on
/// stderr says.
/// @throws Error when the files differ in lines or no document carries a label that is known
/// @throws UsageError when both are standard input
LabelledCorpus open_labelled_corpus(const std::string& corpus, const std::string& labels,
                                    const CnnModel& model);

/// The label of this name. @throws Error naming the classifier's labels where it is none
std::uint32_t label_named(const std::string& name, const CnnModel& model);

}  // namespace t2v
