#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "attribution/attribution.h"
#include "attribution/target.h"

namespace t2v {

/// Any classifier that answers for one text with some of its words deleted: what LIME and
/// leave-one-out need to know of it.
class PerturbedText {
 public:
  virtual ~PerturbedText() = default;
  virtual std::size_t tokens() const = 0;

  /// The target's output for texts of which only some tokens are kept. @param kept one list a text,
  /// positions ascending, none allowed
  /// @returns one output a text, in order
  virtual std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const = 0;
};

/// The words of a text deleted before our own network.
class PerturbedPass final : public PerturbedText {
 public:
  /// Both must outlive this object.
  PerturbedPass(const Classifier& classifier, const ForwardPass& pass, const Target& target)
      : classifier_(classifier), pass_(pass), target_(target) {}
  std::size_t tokens() const override { return pass_.tokens; }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override;

 private:
  const Classifier& classifier_;
  const ForwardPass& pass_;
  Target target_;
};

}  // namespace t2v
