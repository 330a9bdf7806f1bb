#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "model/replacement_file.h"
#include "report/explanation.h"
#include "report/output_style.h"

namespace t2v {

/// Where explanations go: standard output, a page, or both.
class ExplanationOutput {
 public:
  /// @param html path of the page; empty: none
  /// @throws Error when the page cannot be written
  ExplanationOutput(bool json, const std::string& html);

  void add(const ExplainedText& text);
  /// Brings the page into place.
  void finish();

 private:
  void print(const ExplainedText& text);
  void write_page(const std::string& part);

  OutputStyle style_;
  bool prints_;
  ColorDepth depth_;
  std::optional<ReplacementFile> page_;
  std::size_t texts_ = 0;
};

}  // namespace t2v
