#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain_request.h"
#include "report/explainer.h"
#include "text/text_file.h"

namespace t2v {

/// A text to explain.
struct Document {
  std::size_t id = 0;  ///< from 1
  std::string_view line;
  std::optional<std::vector<std::string>> true_labels;
};

/// The texts to explain, and the memory they lie in.
struct Documents {
  std::vector<TextFile> files;
  std::vector<std::string_view> lines;                ///< all there are
  std::vector<std::vector<std::string>> true_labels;  ///< one list a line; empty where not told
};

/// Opens what the request names.
/// @throws Error when a file cannot be read or texts and labels differ in number
Documents open_documents(const ExplainRequest& request);

/// All documents in order or, where the request asks for them, the misclassified ones by margin.
///
/// A document is misclassified when the classifier decided for none of its true labels; where it
/// may decide for several, when it did not decide for just these. The margin is how much more
/// probability the predicted label had than the most probable true one; where it may decide for
/// several, how far the probability of a wrongly decided label lies beyond a half, at most.
/// Documents with no label that the classifier knows are passed over.
/// @throws Error when none of all documents has such a label
std::vector<Document> documents_to_explain(const ExplainRequest& request,
                                           const Documents& documents, const Explainer& explainer);

}  // namespace t2v
