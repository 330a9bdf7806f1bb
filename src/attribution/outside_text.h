#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "attribution/outside_classifier.h"
#include "attribution/perturbation.h"
#include "classifier/classifier.h"

namespace t2v {

/// `text` without the tokens that are not among `kept` (positions ascending). What stands between
/// tokens stays, but where a token went the white space before and behind it becomes that before
/// it, and none is left at an end that lost its token. With all tokens kept it is the text itself.
std::string text_of_kept(const EncodedText& text, std::span<const std::uint32_t> kept);

/// One text before an outside classifier. Remembers answers, so that the explanations of several
/// labels ask for each text once. One thread at a time may use it.
class OutsideText {
 public:
  /// Both must outlive this object.
  OutsideText(OutsideClassifier& classifier, const EncodedText& text)
      : classifier_(classifier), text_(text) {}

  std::size_t tokens() const { return text_.tokens(); }

  /// Probability of `label` for texts of which only some tokens are kept, as PerturbedText.
  std::vector<double> probabilities(std::span<const std::vector<std::uint32_t>> kept,
                                    std::uint32_t label);

  /// Of all labels, for the whole text.
  std::vector<double> whole_probabilities();

 private:
  void ask_for(const std::vector<std::string>& texts);

  OutsideClassifier& classifier_;
  const EncodedText& text_;
  std::unordered_map<std::string, std::vector<double>> answers_;
  std::size_t answer_bytes_ = 0;  ///< that answers_ takes, about
};

/// The words of a text deleted before an outside classifier; the output is a label's probability.
class PerturbedOutsideText final : public PerturbedText {
 public:
  /// `text` must outlive this object.
  PerturbedOutsideText(OutsideText& text, std::uint32_t label) : text_(text), label_(label) {}
  std::size_t tokens() const override { return text_.tokens(); }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override {
    return text_.probabilities(kept, label_);
  }

 private:
  OutsideText& text_;
  std::uint32_t label_;
};

}  // namespace t2v
