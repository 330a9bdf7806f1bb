#pragma once

#include <string>

#include "classifier/cnn_model.h"
#include "command/corpus_input.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {

/// Documents with their true labels, for a classifier to be asked about.
struct LabelledCorpus {
  TextFile text;
  LabelLists labels;  ///< one list a document: ids of the classifier's labels; empty: none given
};

/// Opens documents and their labels. Labels that the classifier does not know are left out, which a
/// note on stderr says.
/// @throws Error as CorpusInput::open, or when there are labels and no document carries one that is
///   known
LabelledCorpus open_labelled_corpus(const CorpusInput& input, const CnnModel& model);

/// The label of this name. @throws Error naming the classifier's labels where it is none
std::uint32_t label_named(const std::string& name, const CnnModel& model);

}  // namespace t2v
