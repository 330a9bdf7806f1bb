#include <chrono>
#include <utility>

#include "attribution/leave_one_out.h"
#include "attribution/lime.h"
#include "attribution/outside_classifier.h"
#include "attribution/outside_text.h"
#include "report/explainer.h"
#include "text/normalize.h"

namespace t2v {
namespace {

class OutsideExplainer final : public Explainer {
 public:
  OutsideExplainer(OutsideRequest request, ExplanationPlan plan)
      : request_(std::move(request)),
        plan_(std::move(plan)),
        classifier_(request_.command, request_.labels.size(),
                    std::chrono::milliseconds(static_cast<std::int64_t>(1000 * request_.timeout))) {
    require_label(plan_, request_.labels);
  }

  std::vector<std::string> labels() const override { return request_.labels; }
  bool is_multi_label() const override { return false; }

  Decision decide(std::string_view line) const override {
    return decision_of(classifier_.probabilities(std::vector{normalize(line).text})[0]);
  }

  ExplainedText explain(std::string_view line) const override {
    const EncodedText encoded = encode(line);
    OutsideText outside(classifier_, encoded);
    const std::vector<double> probabilities = outside.whole_probabilities();
    Decision decision = decision_of(probabilities);
    ExplainedText explained;
    explained.text = encoded.text;
    explained.tokens = encoded.spans;
    explained.predictions = std::move(decision.predictions);
    explained.predicted = std::move(decision.predicted);
    const auto predicted = decided(probabilities, is_multi_label());
    for (const std::uint32_t label : targets_of(plan_, request_.labels, predicted))
      add_explanations(PerturbedOutsideText(outside, label), label, explained);
    return explained;
  }

 private:
  EncodedText encode(std::string_view line) const {
    EncodedText encoded{normalize(line).text, {}, {}};
    std::vector<std::string_view> tokens;
    request_.tokenizer->tokenize(encoded.text, tokens);
    for (const std::string_view token : tokens) {
      const auto begin = static_cast<std::size_t>(token.data() - encoded.text.data());
      encoded.spans.push_back({begin, begin + token.size()});
    }
    return encoded;
  }

  Decision decision_of(const std::vector<double>& probabilities) const {
    Decision decision;
    for (std::size_t label = 0; label < probabilities.size(); ++label) {
      decision.predictions.push_back({request_.labels[label], std::nullopt, probabilities[label]});
    }
    for (const std::uint32_t label : decided(probabilities, is_multi_label()))
      decision.predicted.push_back(request_.labels[label]);
    return decision;
  }

  void add_explanations(const PerturbedText& text, std::uint32_t label,
                        ExplainedText& explained) const {
    for (const Method* method : plan_.methods) {
      explained.explanations.push_back(
          {.method = std::string(method->name),
           .parameters = parameters_of(*method, plan_.options),
           .target = request_.labels[label],
           .output = "probability",
           .attribution = method->name == "lime" ? lime(text, plan_.options) : leave_one_out(text),
           .phrases = {}});
    }
  }

  OutsideRequest request_;
  ExplanationPlan plan_;
  mutable OutsideClassifier classifier_;  ///< guards itself
};

}  // namespace

std::unique_ptr<Explainer> make_outside_explainer(OutsideRequest request, ExplanationPlan plan) {
  return std::make_unique<OutsideExplainer>(std::move(request), std::move(plan));
}

}  // namespace t2v
