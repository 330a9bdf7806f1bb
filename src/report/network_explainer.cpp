#include <string_view>
#include <utility>

#include "attribution/phrases.h"
#include "classifier/classifier.h"
#include "report/explainer.h"

namespace t2v {
namespace {

class NetworkExplainer final : public Explainer {
 public:
  NetworkExplainer(std::shared_ptr<const Classifier> classifier, ExplanationPlan plan)
      : shared_(std::move(classifier)), classifier_(*shared_), plan_(std::move(plan)) {
    for (const Vocabulary::Entry& entry : classifier_.model().labels.entries())
      labels_.push_back(entry.key);
    require_label(plan_, labels_);
  }

  std::vector<std::string> labels() const override { return labels_; }
  bool is_multi_label() const override { return classifier_.model().multi_label; }

  Decision decide(std::string_view line) const override {
    return decision_of(classifier_.forward(classifier_.encode(line).rows)).first;
  }

  ExplainedText explain(std::string_view line) const override {
    EncodedText encoded = classifier_.encode(line);
    const ForwardPass pass = classifier_.forward(encoded.rows);
    ExplainedText explained;
    explained.text = std::move(encoded.text);
    explained.tokens = std::move(encoded.spans);
    auto [decision, predicted] = decision_of(pass);
    explained.predictions = std::move(decision.predictions);
    explained.predicted = std::move(decision.predicted);
    for (const std::uint32_t label : targets_of(plan_, labels_, predicted))
      add_explanations(pass, {label, plan_.output}, explained);
    return explained;
  }

 private:
  /// The decision, and the numbers of the labels it is for.
  std::pair<Decision, std::vector<std::uint32_t>> decision_of(const ForwardPass& pass) const {
    const std::vector<double> probabilities = classifier_.probabilities(pass.logits);
    Decision decision;
    for (std::size_t label = 0; label < labels_.size(); ++label)
      decision.predictions.push_back({labels_[label], pass.logits[label], probabilities[label]});
    std::vector<std::uint32_t> predicted = decided(probabilities, is_multi_label());
    for (const std::uint32_t label : predicted) decision.predicted.push_back(labels_[label]);
    return {std::move(decision), std::move(predicted)};
  }

  void add_explanations(const ForwardPass& pass, const Target& target,
                        ExplainedText& explained) const {
    const std::vector<Phrase> phrases =
        plan_.phrases > 0 ? strongest_phrases(classifier_, pass, target, plan_.phrases)
                          : std::vector<Phrase>{};
    for (const Method* method : plan_.methods) {
      explained.explanations.push_back(
          {.method = std::string(method->name),
           .parameters = parameters_of(*method, plan_.options),
           .target = labels_[target.label],
           .output = target.output == OutputKind::kLogit ? "logit" : "probability",
           .attribution = method->attribute(classifier_, pass, target, plan_.options),
           .phrases = phrases});
    }
  }

  std::shared_ptr<const Classifier> shared_;
  const Classifier& classifier_;
  ExplanationPlan plan_;
  std::vector<std::string> labels_;
};

}  // namespace

std::unique_ptr<Explainer> make_network_explainer(CnnModel model, ExplanationPlan plan) {
  return make_network_explainer(std::make_shared<const Classifier>(std::move(model)),
                                std::move(plan));
}

std::unique_ptr<Explainer> make_network_explainer(std::shared_ptr<const Classifier> classifier,
                                                  ExplanationPlan plan) {
  return std::make_unique<NetworkExplainer>(std::move(classifier), std::move(plan));
}

}  // namespace t2v
