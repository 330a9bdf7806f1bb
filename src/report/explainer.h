#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/methods.h"
#include "attribution/target.h"
#include "report/explanation.h"

namespace t2v {

/// Which of a classifier's labels are explained.
enum class TargetChoice { kPredicted, kAll, kNamed };

/// What is to be found out about every text.
struct ExplanationPlan {
  std::vector<const Method*> methods;
  TargetChoice targets = TargetChoice::kPredicted;
  std::string label;  ///< where targets are kNamed; normalised
  OutputKind output = OutputKind::kLogit;
  MethodOptions options;
  std::size_t phrases = 5;  ///< at most, for each target
};

/// What a classifier decided about a text.
struct Decision {
  std::vector<Prediction> predictions;  ///< one a label
  std::vector<std::string> predicted;
};

/// A classifier that texts can be put to, ours or an outside one. May be used from many threads.
class Explainer {
 public:
  virtual ~Explainer() = default;

  virtual std::vector<std::string> labels() const = 0;
  virtual bool is_multi_label() const = 0;
  virtual Decision decide(std::string_view line) const = 0;
  /// All but the id and the true labels. @throws Error
  virtual ExplainedText explain(std::string_view line) const = 0;
};

/// @throws Error when the plan names a label that the classifier has not
std::unique_ptr<Explainer> make_network_explainer(CnnModel model, ExplanationPlan plan);
/// The same of a classifier that others ask too.
std::unique_ptr<Explainer> make_network_explainer(std::shared_ptr<const Classifier> classifier,
                                                  ExplanationPlan plan);

/// How an outside classifier is reached.
struct OutsideRequest {
  std::string command;
  std::vector<std::string> labels;  ///< in the order of its probabilities; normalised
  double timeout = 60;              ///< seconds
  std::shared_ptr<const Tokenizer> tokenizer;
};

/// As make_network_explainer; the methods are lime and leave-one-out only.
std::unique_ptr<Explainer> make_outside_explainer(OutsideRequest request, ExplanationPlan plan);

/// The parameters of a method that it reads, for its explanations.
std::vector<std::pair<std::string, Cell>> parameters_of(const Method& method,
                                                        const MethodOptions& options);

/// The labels to explain for a text, by number. @param predicted numbers of the predicted ones
std::vector<std::uint32_t> targets_of(const ExplanationPlan& plan,
                                      const std::vector<std::string>& labels,
                                      const std::vector<std::uint32_t>& predicted);

/// @throws Error naming the labels unless the plan names one of them, or none
void require_label(const ExplanationPlan& plan, const std::vector<std::string>& labels);

/// What to decide for: the largest probability (the first of equals), or where the classifier may
/// decide for several labels those of at least a half, the largest if none has.
std::vector<std::uint32_t> decided(const std::vector<double>& probabilities, bool multi_label);

}  // namespace t2v
