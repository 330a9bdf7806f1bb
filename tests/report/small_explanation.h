#pragma once

#include <string>
#include <vector>

#include "report/explanation.h"

namespace t2v::testing {

/// "최악 😀  좋다!" with its four words explained: for 부정 by 2, 0, -1 and 0.5.
inline ExplainedText small_explanation() {
  ExplainedText text;
  text.id = 7;
  text.text = "최악 😀  좋다!";
  text.tokens = {{0, 6}, {7, 11}, {13, 19}, {19, 20}};
  text.true_labels = {{"긍정"}};
  text.predictions = {{"부정", 1.5, 0.75}, {"긍정", 0.25, 0.25}};
  text.predicted = {"부정"};
  Explanation explanation;
  explanation.method = "integrated-gradients";
  explanation.parameters = {{"baseline", std::string("zero")}, {"steps", std::int64_t{50}}};
  explanation.target = "부정";
  explanation.output = "logit";
  explanation.attribution.scores = {2, 0, -1, 0.5};
  explanation.attribution.padding = 0.125;
  explanation.attribution.delta = 0.0625;
  explanation.attribution.figures = {{"r2", 0.5}};
  explanation.phrases = {{0, 2, 1.75}, {2, 4, 0.25}};
  text.explanations = {explanation};
  return text;
}

}  // namespace t2v::testing
